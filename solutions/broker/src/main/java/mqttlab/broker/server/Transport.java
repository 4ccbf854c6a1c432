package mqttlab.broker.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection as MQTT sees it: bytes in, bytes out, over TCP, TLS or WebSocket.
 *
 * @param socket what is underneath; closing it ends a read or write that is going on
 */
public record Transport(InputStream in, OutputStream out, Socket socket) {

    static Transport plain(Socket socket) throws IOException {
        return new Transport(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    String peer() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be closed, and whatever is wrong with it no longer matters.
        }
    }
}
