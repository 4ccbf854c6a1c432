package mqttlab.testkit.tap;

import java.util.Optional;
import java.util.function.Predicate;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** The words for events, to be imported statically: {@code trace.await(fromClient(PUBLISH))}. */
public final class Events {

    private Events() {
    }

    public static PacketMatch fromClient(PacketType type) {
        return PacketMatch.of(Direction.FROM_CLIENT, type);
    }

    public static PacketMatch fromBroker(PacketType type) {
        return PacketMatch.of(Direction.FROM_BROKER, type);
    }

    public static PacketMatch anythingFromClient() {
        return PacketMatch.any(Direction.FROM_CLIENT);
    }

    public static PacketMatch anythingFromBroker() {
        return PacketMatch.any(Direction.FROM_BROKER);
    }

    public static Match<ConnectionOpened> opened() {
        return of(ConnectionOpened.class, "a connection opened", event -> true);
    }

    /** The end of any connection: the side that ended it first. */
    public static Match<ConnectionClosed> closed() {
        return of(ConnectionClosed.class, "a connection closed", ConnectionClosed::first);
    }

    public static Match<ConnectionClosed> closed(int connection) {
        return of(ConnectionClosed.class, "connection %d closed".formatted(connection),
                event -> event.first() && event.connection() == connection);
    }

    /** This side ended its part of a connection, first or not. */
    public static Match<ConnectionClosed> closedBy(Party party) {
        return of(ConnectionClosed.class, "a connection closed by the " + party, event -> event.by() == party);
    }

    public static Match<TracedBytes> malformed() {
        return of(TracedBytes.class, "bytes that are not MQTT", event -> true);
    }

    public static Match<TracedBytes> malformedFrom(Direction direction) {
        return of(TracedBytes.class, "bytes from the %s that are not MQTT".formatted(direction.sender()),
                event -> event.direction() == direction);
    }

    public static Match<FaultApplied> fault(Fault fault) {
        return of(FaultApplied.class, "the tap's fault " + fault, event -> event.fault() == fault);
    }

    public static Match<FaultApplied> fault(Fault fault, PacketMatch packet) {
        return of(FaultApplied.class, "the tap's fault %s on a %s".formatted(fault, packet),
                event -> event.fault() == fault && event.packet().filter(packet::matches).isPresent());
    }

    public static Match<Note> note(String note) {
        return of(Note.class, "the note " + SafeText.quote(note), event -> event.note().equals(note));
    }

    private static <E extends TraceEvent> Match<E> of(Class<E> kind, String description, Predicate<E> condition) {
        return new Match<>() {
            @Override
            public Optional<E> in(TraceEvent event) {
                return Optional.of(event).filter(kind::isInstance).map(kind::cast).filter(condition);
            }

            @Override
            public String description() {
                return description;
            }
        };
    }
}
