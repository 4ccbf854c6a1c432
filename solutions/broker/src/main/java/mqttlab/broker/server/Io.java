package mqttlab.broker.server;

import java.io.IOException;
import java.net.Socket;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.server.Connection.Entrance;

/** How the broker waits for its clients. */
public interface Io extends AutoCloseable {

    /** A thread for each client. */
    static Io threads() {
        return new Threads();
    }

    // lab:stage 12
    /** A few threads, each of which waits for many clients. */
    static Io loops() {
        return new Loops();
    }

    // lab:end
    /** A connection over TCP alone. */
    Transport plain(Socket socket) throws IOException;

    Outbox outbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory);

    Connection connection(Transport transport, PacketMemory.Share memory, Outbox outbox, DurablePace pace, Entrance entrance);

    /** To be called when no connection needs it any more. */
    @Override
    void close();
}
