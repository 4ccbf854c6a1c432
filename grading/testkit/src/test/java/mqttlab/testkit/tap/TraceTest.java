package mqttlab.testkit.tap;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static mqttlab.testkit.mqtt.PacketType.PINGREQ;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.UNSUBSCRIBE;
import static mqttlab.testkit.tap.Events.anythingFromClient;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A trace")
@Timeout(30)
class TraceTest {

    private final Trace trace = new Trace();
    private final Recording ana = Recording.open(trace);

    private void client(Packet packet) {
        ana.decode(Direction.FROM_CLIENT, packet.raw());
        ana.record(Direction.FROM_CLIENT, packet);
    }

    private void broker(Packet packet) {
        ana.record(Direction.FROM_BROKER, packet);
    }

    private static Packet publish(int id) {
        return Packets.publish("news/cadiz").qos(1, id).payload("x").packet();
    }

    private static TraceFailure failure(ThrowingCallable check) {
        return catchThrowableOfType(TraceFailure.class, check);
    }

    @Test
    @DisplayName("numbers its events without gaps, in the order of time")
    void numbers() {
        client(Packets.connect("ana").packet());
        trace.note("connect() returned");
        ana.closed(Party.CLIENT, ConnectionClosed.How.ORDERLY, "");

        assertThat(trace.events()).extracting(TraceEvent::number).containsExactly(1, 2, 3, 4);
        assertThat(trace.events()).extracting(TraceEvent::at).isSorted();
    }

    @Test
    @DisplayName("keeps so many notes, and the beginning of each, as a student's code may cause them")
    void notes() {
        Trace alone = new Trace();
        for (int i = 0; i <= Trace.MAX_NOTES; i++) {
            alone.note("x".repeat(i == 0 ? Trace.LONGEST_NOTE + 2 : 1));
        }

        assertThat(alone.events()).hasSize(Trace.MAX_NOTES);
        assertThat(((Note) alone.events().getFirst()).note()).hasSize(Trace.LONGEST_NOTE + 1).endsWith("…");
    }

    @Test
    @DisplayName("gives at once what has already happened")
    void awaitsThePast() {
        client(publish(1));
        client(publish(2));

        assertThat(trace.await(fromClient(PUBLISH)).packet().packetId()).isEqualTo(1);
        assertThat(trace.await(fromClient(PUBLISH).withId(2).withTopic("news/cadiz").withQos(1).notRetained()
                .notDuplicate().withPayload("x")).number()).isEqualTo(3);
    }

    @Test
    @DisplayName("waits for what has not happened yet")
    void awaitsTheFuture() throws ExecutionException, InterruptedException {
        var waiting = new CompletableFuture<TracedPacket>();
        Thread waiter = Thread.ofVirtual().start(() -> waiting.complete(
                trace.await(1, fromBroker(PUBACK).withId(7), ofDays(1)).getFirst()));
        broker(Packets.puback(6));
        broker(Packets.puback(7));

        assertThat(waiting.get().number()).isEqualTo(3);
        waiter.join();
    }

    @Test
    @DisplayName("fails when the patience is over, and says what was wanted and how many came")
    void timesOut() {
        client(publish(1));

        TraceFailure failure = failure(() -> trace.await(2, fromClient(PUBLISH).withTopic("news/cadiz"), ofMillis(100)));

        assertThat(failure).hasMessage(
                "expected: 2 times PUBLISH from the client with topic news/cadiz%nbut: 1 came within 0.1 s".formatted());
        assertThat(failure.concerned()).extracting(TraceEvent::number).containsExactly(2);
        assertThat(failure.history()).hasSize(2);
        client(publish(2));
        assertThat(failure.history()).hasSize(2);
        assertThat(failure.trace().events()).hasSize(3);
    }

    @Test
    @DisplayName("fails at once when the waiting thread is interrupted")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThat(failure(() -> trace.await(closed()))).hasMessageEndingWith("but: the wait was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("says which event should not be there")
    void none() {
        client(publish(1));

        assertThat(failure(() -> trace.none(anythingFromClient()))).hasMessage(
                "expected: none of: a packet from the client%nbut: there was #2: PUBLISH QoS 1 id 1 news/cadiz \"x\""
                        .formatted());
        trace.none(fromClient(PINGREQ));
    }

    @Test
    @DisplayName("says when there is not exactly one")
    void one() {
        client(publish(1));
        client(publish(2));

        assertThat(failure(() -> trace.one(fromClient(PUBLISH)))).hasMessage(
                "expected: exactly one PUBLISH from the client%nbut: there were 2".formatted());
        assertThat(failure(() -> trace.one(closed(1)))).hasMessage(
                "expected: exactly one connection 1 closed%nbut: there was none".formatted());
    }

    @Test
    @DisplayName("says when something came too early")
    void order() {
        client(publish(1));
        broker(Packets.puback(1));
        var publish = trace.one(fromClient(PUBLISH));
        var puback = trace.one(fromBroker(PUBACK).withIdOf(publish));

        trace.inOrder(publish, puback);
        TraceFailure failure = failure(() -> trace.inOrder(puback, publish));

        assertThat(failure.expectation()).isEqualTo("PUBACK id 1 before PUBLISH QoS 1 id 1 news/cadiz \"x\"");
        assertThat(failure.happened()).isEqualTo("#2 came before #3");
        assertThat(publish.isBefore(puback)).isTrue();
        assertThat(publish.isAfter(puback)).isFalse();
    }

    @Test
    @DisplayName("narrows what it looks for by place, connection, client and words of the caller's own")
    void narrows() {
        client(Packets.connect("ana").packet());
        client(publish(1));
        Note note = trace.note("second");
        client(publish(2));
        client(Packets.unsubscribe(3, "a", "b"));

        assertThat(trace.one(fromClient(PUBLISH).after(note)).packet().packetId()).isEqualTo(2);
        assertThat(trace.one(fromClient(PUBLISH).before(note)).packet().packetId()).isEqualTo(1);
        assertThat(trace.all(fromClient(PUBLISH).byClient("ana").onConnection(1))).hasSize(2);
        trace.none(fromClient(PUBLISH).byClient("luis"));
        trace.none(fromClient(PUBLISH).onConnection(2));
        trace.one(fromClient(UNSUBSCRIBE).withFilter("b"));
        trace.one(anythingFromClient().with("with id 2", p -> p.packetId() == 2));
        assertThat(trace.await(note("second").after(trace.events().getFirst()))).isEqualTo(note);
    }

    @Test
    @DisplayName("has a failure of the caller's own words")
    void require() {
        Note note = trace.note("publish() returned");
        assertThat(failure(() -> trace.require(false, "publish() waits for the PUBACK", "it returned before", note)))
                .hasMessage("expected: publish() waits for the PUBACK%nbut: it returned before".formatted());
        trace.require(true, "nothing", "nothing");
    }

    @Test
    @DisplayName("keeps so many events, says when that is reached, and still takes notes")
    void maxEvents() {
        Trace small = new Trace(3, 1000);
        Recording recording = Recording.open(small);
        for (int i = 1; i < 10; i++) {
            recording.record(Direction.FROM_CLIENT, publish(i));
        }
        small.note("the end");

        assertThat(small.events()).extracting(TraceEvent::text).containsExactly("connection opened",
                "PUBLISH QoS 1 id 1 news/cadiz \"x\"", "PUBLISH QoS 1 id 2 news/cadiz \"x\"",
                "the trace is full (3 events): what follows is not recorded", "the end");
        assertThat(failure(() -> small.await(closed()))).hasMessageEndingWith("but: none came before the trace was full");
    }

    @Test
    @DisplayName("keeps so many bytes")
    void maxBytes() {
        Trace small = new Trace(100, 40);
        Recording recording = Recording.open(small);
        for (int i = 1; i < 10; i++) {
            recording.record(Direction.FROM_CLIENT, publish(i)); // 17 bytes each
        }

        assertThat(small.all(fromClient(PUBLISH))).hasSize(2);
        assertThat(small.events().getLast().text()).isEqualTo(
                "the trace is full (40 bytes): what follows is not recorded");
    }
}
