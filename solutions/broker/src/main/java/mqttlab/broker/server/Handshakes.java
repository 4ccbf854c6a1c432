package mqttlab.broker.server;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.server.Listener.Handshake;
import mqttlab.broker.tls.Tls;
import mqttlab.broker.websocket.WebSocket;

/**
 * Other ways to a broker than plain TCP.
 *
 * @param limit how long a client may take for all of its handshake, in however many bytes it comes
 */
record Handshakes(Duration limit) {

    /** What is spoken over what is there already. */
    private interface Layer {
        Transport over(Transport below) throws IOException;
    }

    Handshake tls(Tls tls) {
        return inTime(tcp -> secured(tcp, tls));
    }

    Handshake webSocket() {
        return inTime(Handshakes::upgraded);
    }

    Handshake webSocket(Tls tls) {
        return inTime(tcp -> upgraded(secured(tcp, tls)));
    }

    private static Transport secured(Transport tcp, Tls tls) throws IOException {
        Socket secured = tls.accept(tcp.socket());
        return new Layered(secured.getInputStream(), secured.getOutputStream(), tcp);
    }

    private static Transport upgraded(Transport transport) throws IOException {
        WebSocket upgraded = WebSocket.accept(transport.in(), transport.out());
        return new Layered(upgraded.in(), upgraded.out(), transport);
    }

    /** What is left of the time is for the CONNECT: see {@link Patience}. */
    private Handshake inTime(Layer layer) {
        return socket -> {
            Transport tcp = Transport.plain(socket);
            CompletableFuture<Void> done = new CompletableFuture<Void>().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
            done.whenComplete((nothing, late) -> {
                if (late != null) {
                    tcp.close();
                }
            });
            try {
                return layer.over(tcp);
            } catch (IOException e) {
                throw done.isDone() ? new IOException("its handshake took longer than " + limit.toMillis() + " ms", e) : e;
            } finally {
                done.complete(null);
            }
        };
    }
}
