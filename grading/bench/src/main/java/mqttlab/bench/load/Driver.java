package mqttlab.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Moves the bytes of all peers of a load, in the one thread that calls it: so it takes one core at most, and needs no lock. */
final class Driver implements AutoCloseable {

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);

    Driver() {
        try {
            selector = Selector.open();
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

    /** Handles what is there. */
    void turnNow() throws IOException {
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
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
