package mqttlab.testkit.tap;

import java.util.Optional;
import java.util.function.Predicate;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;

/**
 * Describes packets, for a trace to look for and for a tap's rules to act on:
 * {@code fromClient(PUBLISH).withTopic("news/cadiz/culture").withQos(1)}. A condition on a field that a packet does
 * not have is simply not met. Immutable: each method gives a narrower match.
 */
public final class PacketMatch implements Match<TracedPacket> {

    private final String description;
    private final Predicate<Passing> passing;
    private final Predicate<TraceEvent> place;

    private PacketMatch(String description, Predicate<Passing> passing, Predicate<TraceEvent> place) {
        this.description = description;
        this.passing = passing;
        this.place = place;
    }

    static PacketMatch any(Direction direction) {
        return new PacketMatch("a packet from the " + direction.sender(), p -> p.direction() == direction, e -> true);
    }

    static PacketMatch of(Direction direction, PacketType type) {
        return new PacketMatch("%s from the %s".formatted(type, direction.sender()),
                p -> p.direction() == direction && p.packet().type() == type, e -> true);
    }

    public PacketMatch withTopic(String topic) {
        return publish("with topic " + SafeText.escape(topic), p -> p.topic().equals(topic));
    }

    public PacketMatch withPayload(String text) {
        return withPayload(Payload.of(text));
    }

    public PacketMatch withPayload(byte[] bytes) {
        return withPayload(Payload.of(bytes));
    }

    public PacketMatch withPayload(Payload payload) {
        return publish("with payload " + payload, p -> p.payload().equals(payload));
    }

    public PacketMatch withQos(int qos) {
        return publish("with QoS " + qos, p -> p.qos() == qos);
    }

    public PacketMatch retained() {
        return publish("with the retain flag", Packet::retain);
    }

    public PacketMatch notRetained() {
        return publish("without the retain flag", p -> !p.retain());
    }

    public PacketMatch duplicate() {
        return publish("with the DUP flag", Packet::duplicate);
    }

    public PacketMatch notDuplicate() {
        return publish("without the DUP flag", p -> !p.duplicate());
    }

    public PacketMatch withId(int packetId) {
        return with("with id " + packetId, p -> p.packetId() == packetId);
    }

    /** With the packet identifier of that packet: the acknowledgement of a PUBLISH, say. */
    public PacketMatch withIdOf(TracedPacket other) {
        return withId(other.packet().packetId());
    }

    /** A SUBSCRIBE or UNSUBSCRIBE that names this filter, among others perhaps. */
    public PacketMatch withFilter(String filter) {
        return with("with topic filter " + SafeText.escape(filter), p -> switch (p.type()) {
            case SUBSCRIBE -> p.topicFilters().stream().anyMatch(f -> f.filter().equals(filter));
            case UNSUBSCRIBE -> p.unsubscribedFilters().contains(filter);
            default -> false;
        });
    }

    /** Only on connections whose CONNECT named this client identifier; the CONNECT itself counts. */
    public PacketMatch byClient(String clientId) {
        return and("of client " + SafeText.escape(clientId), p -> p.client().equals(clientId));
    }

    /** A condition of the caller's own, with words for it that follow "PUBLISH from the client". */
    public PacketMatch with(String words, Predicate<Packet> condition) {
        return and(words, p -> condition.test(p.packet()));
    }

    @Override
    public PacketMatch onConnection(int connection) {
        return and("on connection " + connection, p -> p.connection() == connection);
    }

    /** For traces; a tap's rule, which sees packets before they have a place in a history, ignores it. */
    @Override
    public PacketMatch after(TraceEvent earlier) {
        return placed("after #" + earlier.number(), event -> event.isAfter(earlier));
    }

    /** For traces; a tap's rule ignores it. */
    @Override
    public PacketMatch before(TraceEvent later) {
        return placed("before #" + later.number(), event -> event.isBefore(later));
    }

    public boolean matches(Passing packet) {
        return passing.test(packet);
    }

    @Override
    public Optional<TracedPacket> in(TraceEvent event) {
        return event instanceof TracedPacket p && place.test(p)
                && passing.test(new Passing(p.connection(), p.client(), p.direction(), p.packet()))
                ? Optional.of(p) : Optional.empty();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }

    private PacketMatch publish(String words, Predicate<Packet> condition) {
        return with(words, p -> p.type() == PacketType.PUBLISH && condition.test(p));
    }

    private PacketMatch and(String words, Predicate<Passing> condition) {
        return new PacketMatch(description + " " + words, passing.and(condition), place);
    }

    private PacketMatch placed(String words, Predicate<TraceEvent> condition) {
        return new PacketMatch(description + " " + words, passing, place.and(condition));
    }
}
