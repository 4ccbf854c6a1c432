package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import mqttlab.broker.routing.Router;

/** The broker: what its connections share, and the port on which they come in. */
public final class Broker {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final int BACKLOG = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Map<String, Connection> clients = new ConcurrentHashMap<>();
    // lab:stage 02
    private final Router router = new Router();
    // lab:end

    /**
     * Listens from now on.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if it is in use, or the address is not this machine's
     */
    public int listen(InetAddress address, int port) throws IOException {
        ServerSocket server = new ServerSocket(port, BACKLOG, address);
        Thread.ofPlatform().name("listener").start(() -> accept(server));
        return server.getLocalPort();
    }

    private void accept(ServerSocket server) {
        while (true) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                LOG.log(Level.ERROR, "A connection cannot be accepted: {0}", e.getMessage());
                // It may be for want of file descriptors, and takes until another client goes.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void serve(Socket socket) {
        try {
            // Small packets must not wait for the acknowledgement of those before.
            socket.setTcpNoDelay(true);
            Connection connection = new Connection(socket, this);
            Thread.startVirtualThread(connection::write);
            Thread.startVirtualThread(connection);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} has gone already: {1}", socket.getRemoteSocketAddress(), e.getMessage());
        }
    }

    /** [MQTT-3.1.4-2] of two clients with the same identifier, the one that was there is disconnected. */
    void enter(String clientId, Connection newcomer) {
        Connection old = clients.put(clientId, newcomer);
        if (old != null) {
            old.cut("another client has connected with its identifier");
        }
    }

    void leave(String clientId, Connection gone) {
        clients.remove(clientId, gone);
    }

    // lab:stage 02
    Router router() {
        return router;
    }
    // lab:end
}
