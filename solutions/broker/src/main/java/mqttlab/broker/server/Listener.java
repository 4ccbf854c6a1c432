package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Accepts connections on one port until it is closed. */
final class Listener implements AutoCloseable {

    /** What is done to a socket before MQTT is spoken over it: nothing, or a handshake of TLS or WebSocket. */
    interface Handshake {
        Transport shake(Socket socket) throws IOException;
    }

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    /** As many as the system allows: ten thousand clients may come back at once. */
    private static final int BACKLOG = 65_535;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final Handshake handshake;
    private final int mostMillis;
    private final Consumer<Transport> action;
    private final Thread acceptor;

    /**
     * @param patience how long a client may take between two steps of its handshake
     * @param action   is given each connection; called on a virtual thread of its own
     * @throws IOException if the port is in use, or the address is not this machine's
     */
    Listener(InetAddress address, int port, Handshake handshake, Duration patience, Consumer<Transport> action) throws IOException {
        this.handshake = handshake;
        this.mostMillis = Math.toIntExact(patience.toMillis());
        this.action = action;
        this.server = new ServerSocket();
        server.bind(new InetSocketAddress(address, port), BACKLOG);
        this.acceptor = Thread.ofPlatform().name("listener-" + port()).unstarted(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void start() {
        acceptor.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> open(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.log(Level.ERROR, "A connection cannot be accepted: {0}", e.getMessage());
                    // It may be for want of file descriptors, and takes until another client goes.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void open(Socket socket) {
        try {
            // Small packets must not wait for the acknowledgement of those before.
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(mostMillis);
            Transport transport = handshake.shake(socket);
            socket.setSoTimeout(0);
            action.accept(transport);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} has gone before its CONNECT: {1}", socket.getRemoteSocketAddress(), e.getMessage());
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be closed, and whatever is wrong with it no longer matters.
        }
    }

    /** The port is free when this returns: until its thread has let go of it, clients could still connect. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
