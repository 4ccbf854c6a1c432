package mqttlab.testkit.tap;

import static java.time.Duration.ofMillis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** A history made by hand, an event every 10 ms, for tests of what is written about it. */
final class Story {

    private final List<TraceEvent> events = new ArrayList<>();

    List<TraceEvent> events() {
        return List.copyOf(events);
    }

    Story opened(int connection) {
        return add(new ConnectionOpened(number(), at(), connection));
    }

    Story client(int connection, String client, Packet packet) {
        return add(new TracedPacket(number(), at(), connection, client, Direction.FROM_CLIENT, packet));
    }

    Story broker(int connection, String client, Packet packet) {
        return add(new TracedPacket(number(), at(), connection, client, Direction.FROM_BROKER, packet));
    }

    Story fault(int connection, String client, Fault fault, Direction direction, Packet packet) {
        return add(new FaultApplied(number(), at(), connection, client, fault,
                Optional.of(new Passing(connection, client, direction, packet))));
    }

    Story closed(int connection, String client, Party by, boolean first) {
        return add(new ConnectionClosed(number(), at(), connection, client, by, How.ORDERLY, first, ""));
    }

    Story note(String note) {
        return add(new Note(number(), at(), note));
    }

    private Story add(TraceEvent event) {
        events.add(event);
        return this;
    }

    private int number() {
        return events.size() + 1;
    }

    private Duration at() {
        return ofMillis(10L * events.size());
    }
}
