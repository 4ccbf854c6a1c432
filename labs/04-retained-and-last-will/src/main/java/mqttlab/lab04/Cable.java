package mqttlab.lab04;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lies between a client and a broker, and passes on every byte until somebody pulls it. */
final class Cable implements AutoCloseable {

    private final URI broker;
    private final ServerSocket server;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();

    Cable(String brokerUri) {
        broker = URI.create(brokerUri);
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::plugIn);
    }

    /** What a client connects to. */
    String uri() {
        return "tcp://localhost:" + server.getLocalPort();
    }

    private void plugIn() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket there = new Socket(broker.getHost(), broker.getPort());
                ends.addAll(List.of(client, there));
                Thread.ofVirtual().start(() -> pass(client, there));
                Thread.ofVirtual().start(() -> pass(there, client));
            }
        } catch (IOException closed) {
            // nobody else can connect
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException pulled) {
            // by one side or the other
        }
    }

    /** Both sides lose the connection. */
    void pull() {
        for (Socket end : ends) {
            try {
                end.close();
            } catch (IOException gone) {
                // it has been pulled already
            }
        }
    }

    @Override
    public void close() {
        pull();
        try {
            server.close();
        } catch (IOException gone) {
            // nobody can connect in any case
        }
    }
}
