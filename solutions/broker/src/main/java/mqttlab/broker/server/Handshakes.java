package mqttlab.broker.server;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import mqttlab.broker.server.Listener.Handshake;
import mqttlab.broker.tls.Tls;
import mqttlab.broker.websocket.WebSocket;

/**
 * Other ways to a broker than plain TCP.
 *
 * @param limit how long a client may take between two steps of its handshake
 */
record Handshakes(Duration limit) {

    Handshake tls(Tls tls) {
        return inTime(socket -> secured(socket, tls));
    }

    Handshake webSocket() {
        return inTime(socket -> upgraded(Transport.plain(socket)));
    }

    Handshake webSocket(Tls tls) {
        return inTime(socket -> upgraded(secured(socket, tls)));
    }

    private static Transport secured(Socket tcp, Tls tls) throws IOException {
        Socket secured = tls.accept(tcp);
        return new Layered(secured.getInputStream(), secured.getOutputStream(), tcp);
    }

    /** WebSocket over what there is already. */
    private static Transport upgraded(Transport transport) throws IOException {
        WebSocket upgraded = WebSocket.accept(transport.in(), transport.out());
        return new Layered(upgraded.in(), upgraded.out(), transport.socket());
    }

    private Handshake inTime(Handshake handshake) {
        return socket -> {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            Transport transport = handshake.shake(socket);
            socket.setSoTimeout(0);
            return transport;
        };
    }
}
