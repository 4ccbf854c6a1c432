package mqttlab.broker.server;

import java.io.IOException;
import java.net.Socket;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.server.Connection.Entrance;

/** A virtual thread reads from each client. */
final class Threads implements Io {

    @Override
    public Transport plain(Socket socket) throws IOException {
        return Transport.plain(socket);
    }

    @Override
    public Outbox outbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        // lab:until 12 return new CountingOutbox(transport, maxBytes, journal, statistics, memory);
        // lab:stage 12
        return new ThreadOutbox(transport, maxBytes, journal, statistics, memory);
        // lab:end
    }

    @Override
    public Connection connection(Transport transport, PacketMemory.Share memory, Outbox outbox, DurablePace pace,
            Entrance entrance) {
        PacketStream packets = new PacketStream(transport.in(), memory.packetBytes(), pace::awaitRoom, memory);
        return new Connection(transport, packets, outbox, entrance);
    }

    @Override
    public void close() {
    }
}
