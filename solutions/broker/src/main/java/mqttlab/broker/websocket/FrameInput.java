package mqttlab.broker.websocket;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import mqttlab.broker.websocket.FrameHeader.Opcode;

/**
 * What is in the client's binary frames, one after the other [MQTT-6.0.0-2]: where a frame or a message ends means
 * nothing to MQTT. Answers pings and the client's Close on the way. For one thread.
 */
final class FrameInput extends InputStream {

    private final DataInputStream in;
    private final FrameOutput out;

    private FrameHeader frame = new FrameHeader(true, Opcode.BINARY, 0, 0);
    private long done;
    private boolean ended;

    FrameInput(InputStream in, FrameOutput out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** However long a frame says it is, no memory is set aside for it: it is read as far as the caller's buffer goes. */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended && done == frame.length()) {
                nextFrame();
            }
            return ended ? -1 : payload(to, offset, (int) Math.min(length, frame.length() - done));
        } catch (Broken broken) {
            ended = true;
            out.tryToClose(broken.code);
            throw broken;
        } catch (EOFException e) {
            throw new EOFException("The client left in the middle of a WebSocket frame.");
        }
    }

    private int payload(byte[] to, int offset, int length) throws IOException {
        int count = in.read(to, offset, length);
        if (count < 0) {
            throw new EOFException();
        }
        unmask(to, offset, count, frame.mask(), done);
        done += count;
        return count;
    }

    private void nextFrame() throws IOException {
        FrameHeader next = FrameHeader.read(in);
        if (next == null) {
            ended = true;
        } else if (next.opcode().isControl()) {
            control(next);
        } else if (next.opcode() == Opcode.TEXT) { // [MQTT-6.0.0-1]
            throw new Broken(Broken.UNACCEPTABLE_DATA, "MQTT comes in binary frames, this is a text frame");
        } else if ((next.opcode() == Opcode.CONTINUATION) == frame.last()) { // RFC 6455, section 5.4
            throw new Broken(Broken.PROTOCOL_ERROR, frame.last() ? "a continuation frame, and there is nothing to continue"
                    : "a new message before the last fragment of the one before");
        } else {
            frame = next;
            done = 0;
        }
    }

    private void control(FrameHeader header) throws IOException {
        byte[] payload = new byte[(int) header.length()];
        in.readFully(payload);
        unmask(payload, 0, payload.length, header.mask(), 0);
        if (header.opcode() == Opcode.PING) {
            out.pong(payload);
        } else if (header.opcode() == Opcode.CLOSE) {
            ended = true;
            out.answerClose(payload);
        }
    }

    /** RFC 6455, section 5.3. */
    private static void unmask(byte[] bytes, int offset, int length, int mask, long position) {
        int rotated = Integer.rotateLeft(mask, (int) (position & 3) * 8);
        for (int i = 0; i < length; i++) {
            bytes[offset + i] ^= (byte) (rotated >> 24);
            rotated = Integer.rotateLeft(rotated, 8);
        }
    }
}
