package mqttlab.testkit.tap;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;

import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tap that disturbs packets")
class DisturbedPacketsTest extends WithTap {

    @Test
    @DisplayName("drops from the client only as many as it was told, and records them as sent")
    void dropFromClient() {
        tap.when(fromClient(PUBLISH)).times(2).drop();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"), publish(3, "c"));
            ana.expect(PUBACK, 3);
        }
        assertThat(trace.all(fromClient(PUBLISH))).hasSize(3);
        assertThat(trace.all(fault(Fault.DROPPED))).hasSize(2);
        assertThat(broker.seen().one(fromClient(PUBLISH)).packet().packetId()).isEqualTo(3);
    }

    @Test
    @DisplayName("drops from the broker; the client never gets it, so it is no packet of the trace")
    void dropFromBroker() {
        tap.when(fromBroker(PUBACK).withId(1)).drop();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"));
            ana.expect(PUBACK, 2);
        }
        assertThat(trace.one(fromBroker(PUBACK)).packet().packetId()).isEqualTo(2);
        trace.one(fault(Fault.DROPPED, fromBroker(PUBACK).withId(1)));
    }

    @Test
    @DisplayName("drops until the rule is lifted")
    void lift() {
        Rule rule = tap.when(fromClient(PUBLISH)).drop();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), Packets.pingreq());
            ana.expect(PINGRESP);
            rule.lift();
            ana.send(publish(2, "b"));
            ana.expect(PUBACK, 2);
        }
    }

    @Test
    @DisplayName("duplicates")
    void duplicate() {
        tap.when(fromBroker(PUBACK)).once().duplicate();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"));
            ana.expect(PUBACK, 1);
            ana.expect(PUBACK, 1);
            ana.expect(PUBACK, 2);
        }
        assertThat(trace.all(fromBroker(PUBACK))).hasSize(3);
    }

    @Test
    @DisplayName("delays, and what is behind it in the same direction, too")
    void delay() {
        tap.when(fromBroker(PUBACK).withId(1)).delay(ofMillis(200));
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"));
            ana.expect(PUBACK, 1);
            ana.expect(PUBACK, 2);
        }
        var delayed = trace.one(fault(Fault.DELAYED));
        var first = trace.one(fromBroker(PUBACK).withId(1));
        trace.inOrder(delayed, first, trace.one(fromBroker(PUBACK).withId(2)));
        assertThat(first.at().minus(delayed.at())).isGreaterThanOrEqualTo(ofMillis(200));
    }

    @Test
    @DisplayName("ends a delay when the rule is lifted")
    void liftedDelay() {
        Rule rule = tap.when(fromBroker(PUBACK)).delay(ofDays(1));
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"));
            trace.await(fault(Fault.DELAYED));
            rule.lift();
            ana.expect(PUBACK, 1);
        }
    }

    @Test
    @DisplayName("holds until released; the other direction goes on, and order is kept")
    void hold() {
        Hold hold = tap.when(fromBroker(PUBACK).withId(1)).hold();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"));
            assertThat(hold.await().text()).isEqualTo("tap holds PUBACK id 1 from the broker");
            broker.seen().await(2, fromClient(PUBLISH));
            trace.none(fromBroker(PUBACK));

            Note released = trace.note("released");
            hold.release();
            ana.expect(PUBACK, 1);
            ana.expect(PUBACK, 2);
            trace.inOrder(released, trace.one(fromBroker(PUBACK).withId(1)), trace.one(fromBroker(PUBACK).withId(2)));
        }
    }

    @Test
    @DisplayName("cuts before a packet: the broker never gets it, both sides lose the connection")
    void cutBefore() {
        tap.when(fromClient(SUBSCRIBE)).once().cutBefore();
        try (WireClient ana = ana()) {
            ana.send(Packets.subscribe(1, "a", 0));
            ana.expectClosed();
        }
        broker.seen().await(closed());
        broker.seen().none(fromClient(SUBSCRIBE));
        assertThat(trace.one(closed(1)).by()).isEqualTo(Party.TAP);
        try (WireClient again = ana()) {
            again.subscribe("a", 0);
        }
    }

    @Test
    @DisplayName("cuts after a packet from the broker: the client still gets it")
    void cutAfterFromBroker() {
        tap.when(fromBroker(PUBACK)).once().cutAfter();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"), publish(2, "b"));
            ana.expect(PUBACK, 1);
            ana.expectClosed();
        }
        trace.one(fault(Fault.CUT_AFTER));
        trace.one(fromBroker(PUBACK));
    }

    @Test
    @DisplayName("cuts after a packet from the client: the broker still gets it, the client no answer")
    void cutAfterFromClient() {
        tap.when(fromClient(PUBLISH)).once().cutAfter();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"));
            ana.expectClosed();
            broker.seen().await(fromClient(PUBLISH).withId(1));
            broker.seen().await(closed());
        }
        trace.none(fromBroker(PUBACK));
        assertThat(trace.one(closed(1)).by()).isEqualTo(Party.TAP);
    }

    @Test
    @DisplayName("cuts one connection, or all, when it is told")
    void cutNow() {
        try (WireClient ana = ana(); WireClient luis = WireClient.connect(tap.address(), "luis")) {
            tap.cut(1);
            ana.expectClosed();
            luis.ping();
            tap.cut();
            luis.expectClosed();
        }
        assertThat(trace.all(fault(Fault.CUT))).extracting(FaultApplied::client).containsExactly("ana", "luis");
        assertThat(trace.all(closed())).extracting(ConnectionClosed::by).containsExactly(Party.TAP, Party.TAP);
    }
}
