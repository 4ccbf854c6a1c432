package mqttlab.broker.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import mqttlab.broker.tls.Tls;
import mqttlab.broker.websocket.WebSocket;

/**
 * A connection as MQTT sees it: bytes in, bytes out, over TCP, TLS or WebSocket.
 *
 * @param socket the TCP connection underneath: closing it waits for nobody, and ends a read or write that is going on
 */
public record Transport(InputStream in, OutputStream out, Socket socket) {

    static Transport plain(Socket socket) throws IOException {
        return new Transport(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    static Transport tls(Socket tcp, Tls tls) throws IOException {
        Socket secured = tls.accept(tcp);
        return new Transport(secured.getInputStream(), secured.getOutputStream(), tcp);
    }

    /** WebSocket over what there is already. */
    Transport webSocket() throws IOException {
        WebSocket upgraded = WebSocket.accept(in, out);
        return new Transport(upgraded.in(), upgraded.out(), socket);
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
