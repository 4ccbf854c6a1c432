package mqttlab.broker.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread that waits for many connections at a time, and does at once what there is to do for those on which something has
 * come. Whatever it does must not wait: all the others would.
 *
 * <p>Its thread ends with the broker, whatever happens on it: newcomers are dealt to it again and again.
 */
class Loop implements Closeable {

    /** What is told that its connection is ready. */
    interface Ready {
        /** @param operations those of {@link SelectionKey} that would not wait now */
        void ready(int operations);

        /** Nobody will tell it so any more. */
        void close();
    }

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final Duration PAUSE = Duration.ofMillis(100);

    private volatile Selector selector;
    private volatile boolean closed;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Whom this thread has something to send to: they are written to at the end of a round. */
    private final Burst burst = new Burst();

    Loop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** From now on the connection is told when it is ready for what its key says: at first, for nothing. */
    SelectionKey add(SocketChannel channel, Ready connection) throws ClosedChannelException {
        return channel.register(selector, 0, connection);
    }

    /** On this loop's thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        wakeUp();
    }

    /** A key has changed, or was cancelled: this loop waits for something else from now on. */
    void wakeUp() {
        if (!isCurrentThread()) {
            selector.wakeup();
        }
    }

    private void run() {
        burst.begin();
        while (!closed) {
            new Steady(this::waitAndServe).run();
        }
    }

    private void waitAndServe() {
        try {
            select(key -> new Steady(() -> serve(key)).run());
        } catch (IOException | RuntimeException e) {
            beginAnew(e);
        }
        do {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                new Steady(task).run();
            }
            burst.flush();
            // A client that could not be written to has an end of its own, which nobody would wake this thread for.
        } while (!tasks.isEmpty());
    }

    /** Waits until there is something to do. */
    void select(Consumer<SelectionKey> action) throws IOException {
        selector.select(action);
    }

    private void beginAnew(Exception cause) {
        if (!closed) {
            disconnectAll(cause);
            // It may be for want of file descriptors, and takes until another client goes.
            LockSupport.parkNanos(PAUSE.toNanos());
            reopen();
        }
    }

    /** They would not be heard any more, and may come back. */
    private void disconnectAll(Exception cause) {
        if (selector.isOpen()) {
            LOG.log(Level.ERROR, "{0} disconnects its clients, since it cannot wait for them: {1}",
                    Thread.currentThread().getName(), cause);
            selector.keys().forEach(key -> ((Ready) key.attachment()).close());
            Transport.closeQuietly(selector);
        }
    }

    private void reopen() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            // The next round begins with another try.
        }
        if (closed) {
            Transport.closeQuietly(selector);
        }
    }

    private static void serve(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready(key.readyOps());
        } catch (CancelledKeyException e) {
            // It was closed in this moment.
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.close();
    }
}
