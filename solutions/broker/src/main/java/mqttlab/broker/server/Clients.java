package mqttlab.broker.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who is connected, and how patient the broker is with each. Ends those who are silent for too long, and at the end all. */
final class Clients implements AutoCloseable {

    private static final long FAREWELL_MILLIS = 2_000;

    private final Map<Connection, Patience> connected = new ConcurrentHashMap<>();
    private volatile boolean closed;

    void begin(Connection connection, Patience patience) {
        connected.put(connection, patience);
        connection.ended().thenRun(() -> connected.remove(connection));
        if (closed) {
            // It was accepted while the others were being ended.
            connection.end();
        }
        // A thread of its own: each frame below it on the stack would be kept ten thousand times.
        Thread.startVirtualThread(connection);
    }

    // lab:stage 11
    int size() {
        return connected.size();
    }

    // lab:end
    void endTheSilent() {
        long now = System.nanoTime();
        connected.forEach((connection, patience) -> {
            if (patience.isOver(now)) {
                connection.cut("it was silent for too long");
            }
        });
    }

    /** Ends all connections, and waits a moment until they have said what they had to: their wills are among it. */
    @Override
    public void close() {
        closed = true;
        List<Connection> open = List.copyOf(connected.keySet());
        open.forEach(Connection::end);
        try {
            CompletableFuture.allOf(open.stream().map(Connection::ended).toArray(CompletableFuture[]::new))
                    .get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever has not said it by now will not.
        }
    }
}
