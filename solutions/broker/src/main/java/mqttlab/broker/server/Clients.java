package mqttlab.broker.server;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is connected, each with a thread that reads. Ends those who are silent for too long, and at last all. */
final class Clients implements AutoCloseable {

    private static final long FAREWELL_MILLIS = 2_000;

    private record Client(Patience patience, Thread reader) {
    }

    private final Map<Connection, Client> connected = new ConcurrentHashMap<>();
    private volatile boolean closed;

    void begin(Connection connection, Patience patience) {
        // A thread of its own: each frame below it on the stack would be kept ten thousand times.
        Thread reader = Thread.ofVirtual().unstarted(() -> read(connection));
        connected.put(connection, new Client(patience, reader));
        if (closed) {
            // It was accepted while the others were ended.
            connection.end();
        }
        reader.start();
    }

    private void read(Connection connection) {
        try {
            connection.run();
        } finally {
            connected.remove(connection);
        }
    }

    // lab:stage 11
    int size() {
        return connected.size();
    }

    // lab:end
    void endTheSilent() {
        long now = System.nanoTime();
        connected.forEach((connection, client) -> {
            if (client.patience().isOver(now)) {
                connection.cut("it was silent for too long");
            }
        });
    }

    /** Ends all connections, and waits a moment until they have said what they had to: their wills are among it. */
    @Override
    public void close() {
        closed = true;
        Map<Connection, Client> open = Map.copyOf(connected);
        open.keySet().forEach(Connection::end);
        awaitEnd(open.values());
    }

    private static void awaitEnd(Collection<Client> clients) {
        try {
            long latest = System.currentTimeMillis() + FAREWELL_MILLIS;
            for (Client client : clients) {
                // At least one: to a thread, 0 means for ever.
                client.reader().join(Math.max(1, latest - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
