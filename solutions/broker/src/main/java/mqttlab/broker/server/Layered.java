package mqttlab.broker.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection with layers above TCP (TLS, WebSocket, or both) that say goodbye before it ends. */
final class Layered extends Transport {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int END = -1;

    private final AtomicBoolean closing = new AtomicBoolean();

    Layered(InputStream in, OutputStream out, Transport below) {
        super(in, out, below.socket());
        // The handshake has taken some of the time that the client has for its CONNECT.
        since = below.since;
    }

    /** Ends when the connection is closed, although TCP is still open until goodbye is said. */
    @Override
    InputStream in() {
        return new FilterInputStream(super.in()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                return closing.get() ? END : n;
            }
        };
    }

    /** A client that does not read can make a goodbye wait, so it is said on a thread of its own; in the end, TCP is closed. */
    @Override
    void close() {
        if (closing.compareAndSet(false, true)) {
            // Closes each layer, from the outermost on.
            Thread goodbye = Thread.startVirtualThread(() -> closeQuietly(out()));
            Thread.startVirtualThread(() -> closeAfter(goodbye));
        }
    }

    private void closeAfter(Thread goodbye) {
        try {
            goodbye.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            super.close();
        }
    }
}
