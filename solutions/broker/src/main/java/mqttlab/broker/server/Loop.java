package mqttlab.broker.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread that waits for many connections at a time, and does at once what there is to do for those on which something has
 * come. Whatever it does must not wait: all the others would.
 */
final class Loop implements Closeable {

    /** What is told that its connection is ready. */
    interface Ready {
        /** @param operations those of {@link SelectionKey} that would not wait now */
        void ready(int operations);
    }

    private final Selector selector;
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
        while (selector.isOpen()) {
            try {
                selector.select(key -> new Steady(() -> serve(key)).run());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    new Steady(task).run();
                }
                burst.flush();
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
        selector.close();
    }
}
