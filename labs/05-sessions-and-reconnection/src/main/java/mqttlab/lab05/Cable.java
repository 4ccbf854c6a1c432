package mqttlab.lab05;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cable to a broker, which can be pulled and plugged in again. */
final class Cable implements AutoCloseable {

    private final URI broker;
    private final ServerSocket server;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean pluggedIn = true;

    Cable(String brokerUri) {
        broker = URI.create(brokerUri);
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    /** What a client connects to. */
    String uri() {
        return "tcp://localhost:" + server.getLocalPort();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                ends.add(client);
                if (pluggedIn) {
                    connect(client);
                } else {
                    end(client);
                }
            }
        } catch (IOException closed) {
            // nobody else can connect
        }
    }

    private void connect(Socket client) {
        try {
            Socket there = new Socket(broker.getHost(), broker.getPort());
            ends.add(there);
            Thread.ofVirtual().start(() -> pass(client, there));
            Thread.ofVirtual().start(() -> pass(there, client));
        } catch (IOException noBroker) {
            end(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException pulled) {
            // by one side or the other
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it had ended already
        }
    }

    /** Both sides lose the connection, and there is no other one until it is plugged in. */
    void pull() {
        pluggedIn = false;
        ends.forEach(Cable::end);
        ends.clear();
    }

    void plugIn() {
        pluggedIn = true;
    }

    @Override
    public void close() throws IOException {
        pull();
        server.close();
    }
}
