package mqttlab.broker.server;

import java.io.Closeable;
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
public final class Listener implements Closeable {

    /** What is done to a socket before MQTT is spoken over it. */
    interface Handshake {
        Transport shake(Socket socket) throws IOException;
    }

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    /** As many as the system allows: ten thousand clients may come back at once. */
    private static final int BACKLOG = 65_535;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Handshake handshake;
    private final Consumer<Transport> action;
    private final Thread acceptor;
    private long lastComplaint = System.nanoTime() - SILENCE.toNanos();

    /**
     * @param action is given each connection; called on a virtual thread of its own
     * @throws IOException if the port is in use, or the address is not this machine's
     */
    Listener(InetAddress address, int port, Handshake handshake, Consumer<Transport> action) throws IOException {
        this.handshake = handshake;
        this.action = action;
        // lab:until 12 this.server = new ServerSocket();
        // lab:stage 12
        // One whose sockets have channels, for those who do not want to wait.
        this.server = java.nio.channels.ServerSocketChannel.open().socket();
        // lab:end
        server.bind(new InetSocketAddress(address, port), BACKLOG);
        this.acceptor = Thread.ofPlatform().name("listener-" + port()).unstarted(this::accept);
    }

    public int port() {
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
            } catch (IOException | RuntimeException e) {
                if (!server.isClosed()) {
                    complain(e);
                    // It may be for want of file descriptors, and takes until another client goes.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void complain(Exception e) {
        long now = System.nanoTime();
        if (now - lastComplaint >= SILENCE.toNanos()) {
            lastComplaint = now;
            LOG.log(Level.ERROR, "A connection cannot be accepted: {0}", e.getMessage());
        }
    }

    private void open(Socket socket) {
        try {
            // Small packets must not wait for the acknowledgement of those before.
            socket.setTcpNoDelay(true);
            action.accept(handshake.shake(socket));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} has gone before its CONNECT: {1}", socket.getRemoteSocketAddress(), e.getMessage());
            Transport.closeQuietly(socket);
        } catch (RuntimeException | Error e) {
            Transport.closeQuietly(socket);
            throw e;
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
