package mqttlab.broker.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import mqttlab.broker.codec.Bytes;

/**
 * A TCP connection for those who must not wait: {@link #whenReadable} and {@link #writeAtOnce} return at once. Others can use its
 * streams, which wait.
 */
final class LoopTransport extends Transport implements Loop.Ready {

    /** The JDK copies what a thread reads or writes, and keeps the room for the copy. */
    private static final int MAX_AT_ONCE = 64 * 1024;

    private final Loop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private volatile Runnable reader = () -> { };
    private volatile CompletableFuture<Void> writable = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private LoopTransport(Socket socket, Loop loop) throws IOException {
        super(InputStream.nullInputStream(), OutputStream.nullOutputStream(), socket);
        this.loop = loop;
        this.channel = socket.getChannel();
        channel.configureBlocking(false);
        this.key = loop.add(channel, this);
    }

    static LoopTransport of(Socket socket, Loop loop) throws IOException {
        return new LoopTransport(socket, loop);
    }

    Loop loop() {
        return loop;
    }

    /** Done when the connection is closed on this side. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** From now on the loop calls it whenever something has come, or the end. */
    void whenReadable(Runnable reader) {
        this.reader = reader;
        waitFor(SelectionKey.OP_READ);
    }

    /** The loop calls nobody until it is told to again; for its own thread. */
    void pauseReading() {
        stopWaiting(SelectionKey.OP_READ);
    }

    private void waitFor(int operation) {
        try {
            key.interestOpsOr(operation);
            loop.wakeUp();
        } catch (CancelledKeyException e) {
            // Either it is closed, or the loop has begun anew without it. Whoever waits for it is told so.
            close();
        }
    }

    private void stopWaiting(int operation) {
        try {
            key.interestOpsAnd(~operation);
        } catch (CancelledKeyException e) {
            // Nobody waits any more: it is closed.
        }
    }

    @Override
    public void ready(int operations) {
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            stopWaiting(SelectionKey.OP_WRITE);
            writable.complete(null);
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            reader.run();
        }
    }

    /** @return how many of these bytes were written without waiting */
    int writeAtOnce(Bytes bytes) throws IOException {
        int written = 0;
        int more = 1;
        while (more > 0 && written < bytes.size()) {
            more = channel.write(ByteBuffer.wrap(bytes.array(), written, Math.min(MAX_AT_ONCE, bytes.size() - written)));
            written += more;
        }
        return written;
    }

    /** A read on the loop's own thread does not wait: where nothing has come, it brings nothing. */
    @Override
    InputStream in() {
        return new InputStream() {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                ByteBuffer room = ByteBuffer.wrap(buffer, offset, Math.min(MAX_AT_ONCE, length));
                int n = channel.read(room);
                while (n == 0 && !loop.isCurrentThread()) {
                    awaitReadable();
                    n = channel.read(room);
                }
                return n;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException("packets are read in larger pieces");
            }
        };
    }

    private void awaitReadable() {
        CompletableFuture<Void> readable = new CompletableFuture<>();
        whenReadable(() -> {
            pauseReading();
            readable.complete(null);
        });
        CompletableFuture.anyOf(readable, closed).join();
    }

    @Override
    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int written = 0; written < length;) {
                    int n = channel.write(ByteBuffer.wrap(bytes, offset + written, Math.min(MAX_AT_ONCE, length - written)));
                    if (n == 0) {
                        awaitWritable();
                    }
                    written += n;
                }
            }

            @Override
            public void write(int one) {
                throw new UnsupportedOperationException("packets are written in larger pieces");
            }
        };
    }

    /** One thread at a time writes. */
    private void awaitWritable() {
        writable = new CompletableFuture<>();
        waitFor(SelectionKey.OP_WRITE);
        CompletableFuture.anyOf(writable, closed).join();
    }

    @Override
    public void close() {
        super.close();
        closed.complete(null);
        // Until the loop has let go of it, the other side is not told.
        loop.wakeUp();
    }
}
