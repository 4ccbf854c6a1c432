package mqttlab.testkit.tap;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import mqttlab.testkit.mqtt.Conversation;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** One connection's part in a trace. One thread for each direction. */
public final class Recording {

    private final Trace trace;
    private final int connection;
    private final Conversation conversation = new Conversation();
    private final Set<Party> ended = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String client = "";

    private Recording(Trace trace) {
        this.trace = trace;
        this.connection = trace.nextConnection();
    }

    public static Recording open(Trace trace) {
        Recording recording = new Recording(trace);
        trace.record(0, (number, at) -> new ConnectionOpened(number, at, recording.connection));
        return recording;
    }

    public int connection() {
        return connection;
    }

    public Decoded decode(Direction direction, byte[] bytes) {
        Decoded decoded = conversation.decode(direction, bytes);
        if (direction == Direction.FROM_CLIENT && decoded instanceof Packet packet
                && packet.type() == PacketType.CONNECT && client.isEmpty()) {
            client = packet.clientId();
        }
        return decoded;
    }

    public Passing passing(Direction direction, Packet packet) {
        return new Passing(connection, client, direction, packet);
    }

    /** The event in the trace, unless the trace is full. */
    public Optional<? extends TraceEvent> record(Direction direction, Decoded decoded) {
        return switch (decoded) {
            case Packet packet -> trace.record(packet.size(),
                    (number, at) -> new TracedPacket(number, at, connection, client, direction, packet));
            case Malformed malformed -> trace.record(malformed.size(),
                    (number, at) -> new TracedBytes(number, at, connection, client, direction, malformed));
        };
    }

    /** Once for each party: what else is noticed of an end that is already known is not news. */
    public void closed(Party by, How how, String detail) {
        if (!ended.add(by)) {
            return;
        }
        boolean first = closed.compareAndSet(false, true);
        trace.record(0, (number, at) -> new ConnectionClosed(number, at, connection, client, by, how, first, detail));
    }

    void fault(Fault fault) {
        fault(fault, Optional.empty());
    }

    void fault(Fault fault, Passing packet) {
        fault(fault, Optional.of(packet));
    }

    private void fault(Fault fault, Optional<Passing> packet) {
        trace.record(0, (number, at) -> new FaultApplied(number, at, connection, client, fault, packet));
    }
}
