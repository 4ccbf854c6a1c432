package mqttlab.testkit.broker;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.testkit.InfrastructureException;

/**
 * The network side of one Moquette: its listeners and its event loops, which Moquette itself does not show. Whoever owns
 * it calls it from one thread at a time.
 */
final class MoquetteNetwork {

    private static final ThreadLocal<MoquetteNetwork> OPENING = new ThreadLocal<>();

    static {
        // Read by Netty when the first server of this JVM is opened.
        System.setProperty(io.netty.bootstrap.ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    interface Opening {
        void run() throws IOException;
    }

    private final List<ServerChannel> listeners = new ArrayList<>();
    private final CompletableFuture<EventLoopGroup> workers = new CompletableFuture<>();
    private CountDownLatch resumed;

    /** The network that this thread is opening, or null. */
    static MoquetteNetwork opening() {
        return OPENING.get();
    }

    /** Netty sets up a listener in the thread that asks for it: so the listeners that appear meanwhile are ours. */
    void open(Opening opening) throws IOException {
        OPENING.set(this);
        try {
            opening.run();
        } finally {
            OPENING.remove();
        }
    }

    void listens(ServerChannel listener) {
        listeners.add(listener);
    }

    /** In the order in which they were opened. */
    List<Integer> ports() {
        return listeners.stream().map(listener -> ((InetSocketAddress) listener.localAddress()).getPort()).toList();
    }

    void accepted(Channel connection) {
        workers.complete(connection.eventLoop().parent());
    }

    /** Connects once: proves that the gate is in place, and learns the event loops. */
    void prove(String host, int port) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 10_000);
            workers.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new InfrastructureException("Moquette cannot be made reliable: another Netty server was opened in "
                    + "this JVM before. Open the brokers first.", e);
        }
    }

    /** Keeps every event loop busy until {@link #resume()}: nothing is read, written or timed any more. */
    void pause() throws InterruptedException {
        CountDownLatch until = new CountDownLatch(1);
        List<EventExecutor> loops = new ArrayList<>();
        groups().forEach(group -> group.forEach(loops::add));
        CountDownLatch stopped = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.execute(() -> {
            stopped.countDown();
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        resumed = until;
        if (!stopped.await(10, TimeUnit.SECONDS)) {
            resume();
            throw new InfrastructureException("Moquette is too busy to be paused.");
        }
    }

    void resume() {
        if (resumed != null) {
            resumed.countDown();
            resumed = null;
        }
    }

    /** Closes every connection now; Moquette itself would wait two seconds for more work to come. */
    void close() {
        resume();
        List<EventLoopGroup> groups = groups();
        // First, and waited for: left to loops that end right after a pause, a listener sometimes stayed open for good.
        listeners.forEach(listener -> listener.close().awaitUninterruptibly(5, TimeUnit.SECONDS));
        groups.forEach(group -> group.shutdownGracefully(0, 5, TimeUnit.SECONDS));
    }

    private List<EventLoopGroup> groups() {
        List<EventLoopGroup> groups = new ArrayList<>();
        listeners.stream().filter(Channel::isRegistered).map(c -> c.eventLoop().parent()).distinct().forEach(groups::add);
        if (workers.isDone()) {
            groups.add(workers.join());
        }
        return groups;
    }
}
