package mqttlab.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/** Moves the bytes of all peers of a load, in the one thread that calls it: so it takes one core at most, and needs no lock. */
final class Driver implements AutoCloseable {

    /** What two threads need to wake up, one after the other, with a margin. */
    private static final long WAKING_UP = 200_000;
    private static final long WORTH_SLEEPING = 300_000;

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
    private final Alarm alarm;

    Driver() {
        try {
            selector = Selector.open();
            alarm = new Alarm(selector::wakeup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SocketChannel channel, Peer peer) throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, peer);
    }

    /** Waits for something to come, but not for ever, and handles it. */
    void turn() throws IOException {
        selector.select(this::handle, 100);
    }

    /**
     * Handles what comes until a time of {@link System#nanoTime()}. While something is under way the broker may need every core,
     * so it then waits in the kernel; otherwise it keeps its own awake, so as to be punctual.
     */
    void turnUntil(long time, BooleanSupplier underWay) throws IOException {
        long now = System.nanoTime();
        while (now < time) {
            if (time - now > WORTH_SLEEPING && underWay.getAsBoolean()) {
                alarm.set(time - WAKING_UP);
                selector.select(this::handle);
            } else {
                turnNow();
            }
            now = System.nanoTime();
        }
    }

    /** Handles what is there. */
    private void turnNow() throws IOException {
        selector.selectNow(this::handle);
    }

    private void handle(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            peer.ready(in);
        } catch (IOException e) {
            throw new BrokenLoad("the connection of " + peer + " broke: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        alarm.close();
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
