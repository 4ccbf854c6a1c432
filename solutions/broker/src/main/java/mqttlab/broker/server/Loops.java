package mqttlab.broker.server;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.server.Connection.Entrance;

/**
 * As many {@link Loop}s as there are processors: connections are dealt out to them in turn. Those with a layer above TCP, which
 * waits as it likes, have a thread each all the same.
 */
final class Loops implements Io {

    private final Io threads = new Threads();
    private final List<Loop> loops = IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors())
            .mapToObj(number -> new Loop("loop-" + number)).toList();
    private final AtomicInteger dealt = new AtomicInteger();

    @Override
    public Transport plain(Socket socket) throws IOException {
        return LoopTransport.of(socket, loops.get(Math.floorMod(dealt.getAndIncrement(), loops.size())));
    }

    @Override
    public Outbox outbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        return transport instanceof LoopTransport onLoop ? new LoopOutbox(onLoop, maxBytes, journal, statistics, memory)
                : threads.outbox(transport, maxBytes, journal, statistics, memory);
    }

    @Override
    public Connection connection(Transport transport, PacketMemory.Share memory, Outbox outbox, DurablePace pace,
            Entrance entrance) {
        if (!(transport instanceof LoopTransport onLoop)) {
            return threads.connection(transport, memory, outbox, pace, entrance);
        }
        PacketStream packets = new PacketStream(transport.in(), memory.packetBytes(), () -> {
            // A loop looks whether there is room, and never waits for it.
            if (!onLoop.loop().isCurrentThread()) {
                pace.awaitRoom();
            }
        }, memory);
        return new LoopConnection(onLoop, packets, outbox, pace, entrance);
    }

    @Override
    public void close() {
        loops.forEach(Transport::closeQuietly);
    }
}
