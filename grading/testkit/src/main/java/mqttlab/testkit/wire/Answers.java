package mqttlab.testkit.wire;

import java.util.Optional;
import java.util.function.Predicate;
import mqttlab.testkit.Patience;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.Inbox.Arrival;

/** Takes out of the inbox what is expected, or fails and says what came instead. */
final class Answers {

    private static final String CLOSING = "the broker to close the connection";

    private final Inbox inbox;
    private final Trace trace;

    Answers(Inbox inbox, Trace trace) {
        this.inbox = inbox;
        this.trace = trace;
    }

    /** The very next arrival, which must be such a packet. */
    Packet next(String words, Predicate<Packet> wanted) {
        Arrival next = next(words);
        if (next instanceof Arrival.Item(Packet packet, var event) && wanted.test(packet)) {
            return packet;
        }
        throw failure(words + " as the next packet", next);
    }

    /** The very next arrival, which must be such a packet, or the end of the stream. */
    Optional<Packet> nextUnlessClosed(String words, Predicate<Packet> wanted) {
        return switch (next(words)) {
            case Arrival.End end -> Optional.empty();
            case Arrival.Item(Packet packet, var event) when wanted.test(packet) -> Optional.of(packet);
            case Arrival.Item other -> throw failure(words, other);
        };
    }

    /** The same, where the stream may also end in the middle of a packet. */
    Optional<Packet> nextUnlessCutOff(String words, Predicate<Packet> wanted) {
        return switch (next(words)) {
            case Arrival.End end -> Optional.empty();
            case Arrival.Item(Packet packet, var event) when wanted.test(packet) -> Optional.of(packet);
            case Arrival.Item(Malformed part, var event) when next(words) instanceof Arrival.End -> Optional.empty();
            case Arrival.Item other -> throw failure(words, other);
        };
    }

    /** The next arrival is the end of the stream. */
    void end() {
        Arrival next = next(CLOSING);
        if (!(next instanceof Arrival.End)) {
            throw failure(CLOSING, next);
        }
    }

    Packet await(PacketType type, int packetId) {
        return await("%s id %d".formatted(type, packetId), p -> p.type() == type && p.packetId() == packetId);
    }

    /** The first such packet; what arrives before it stays in the inbox. */
    Packet await(String words, Predicate<Packet> wanted) {
        Optional<Arrival> found = inbox.take(
                arrival -> arrival instanceof Arrival.Item(Packet packet, var event) && wanted.test(packet),
                Patience.usual());
        if (found.isPresent() && found.get() instanceof Arrival.Item(Packet packet, var event)) {
            return packet;
        }
        throw inbox.ended() ? failure(words, new Arrival.End()) : silence(words);
    }

    private Arrival next(String words) {
        return inbox.take(arrival -> true, Patience.usual()).orElseThrow(() -> silence(words));
    }

    private TraceFailure silence(String words) {
        return trace.failure(words.equals(CLOSING) ? FailureKind.BEHAVIOUR : FailureKind.MISSING_PACKET, words,
                "it did not come within " + Patience.text(Patience.usual()));
    }

    private TraceFailure failure(String words, Arrival instead) {
        return switch (instead) {
            case Arrival.End end -> trace.failure(FailureKind.CONNECTION_CLOSED, words, "the broker closed the connection");
            case Arrival.Item(Decoded decoded, Optional<? extends TraceEvent> event) ->
                    trace.failure(words.equals(CLOSING) ? FailureKind.UNWANTED_PACKET : FailureKind.WRONG_PACKET, words,
                            "%s came".formatted(decoded), event.stream().toArray(TraceEvent[]::new));
        };
    }
}
