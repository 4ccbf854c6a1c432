package mqttlab.broker.websocket;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The two directions of an open WebSocket, as the streams of bytes that MQTT wants. One thread may read while others
 * write and close; nothing here holds more of a message than the caller's own buffer.
 *
 * <p>Reading ends as on TCP: with -1 after the client's Close frame or at the end of its stream. A client that breaks
 * the protocol gets a Close frame that says so, and the reader an {@link IOException} that says it too. Closing
 * {@code out} sends a Close frame first, which waits for a peer that does not read: to cut a client off, close the socket.
 */
public record WebSocket(InputStream in, OutputStream out) {

    // For the headers of frames, and small frames; larger reads bypass it.
    private static final int BUFFER = 512;

    /**
     * Answers the client's opening handshake (RFC 6455, section 4.2). A client whose request is refused has been told so when
     * this throws. Somebody has to close the socket in the end: a client may take its time for its request, or never send it.
     */
    public static WebSocket accept(InputStream from, OutputStream to) throws IOException {
        InputStream in = new BufferedInputStream(from, BUFFER);
        try {
            to.write(new Handshake(in).response());
            to.flush();
        } catch (Handshake.Refusal refusal) {
            to.write(refusal.response());
            to.flush();
            throw refusal;
        }
        FrameOutput out = new FrameOutput(to);
        return new WebSocket(new FrameInput(in, out), out);
    }
}
