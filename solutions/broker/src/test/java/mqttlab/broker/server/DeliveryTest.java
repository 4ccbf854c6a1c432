package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A message")
class DeliveryTest extends WithBroker {

    private static final int WINDOW = 20;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "published with QoS {0}, granted {1}: {2}")
    @CsvSource({"0, 0, 0", "0, 2, 0", "1, 0, 0", "1, 1, 1", "1, 2, 1", "2, 0, 0", "2, 1, 1", "2, 2, 2"})
    @DisplayName("goes with the lower QoS from its publisher to its subscriber, as it was [MQTT-3.8.4-6]")
    void qos(int published, int granted, int delivered) {
        WireClient luis = connect("luis");
        assertThat(luis.subscribe("news/+", granted)).isEqualTo(granted);
        connect("ana").publish("news/cádiz", published, bytes("levante"));

        Packet publish = luis.expect(PUBLISH);
        assertThat(publish.topic()).isEqualTo("news/cádiz");
        assertThat(publish.payload()).isEqualTo(Payload.of("levante"));
        assertThat(publish.qos()).isEqualTo(delivered);
        assertThat(publish.packetId()).isEqualTo(delivered == 0 ? 0 : 1);
        assertThat(publish.duplicate()).isFalse();
        assertThat(publish.retain()).isFalse();
    }

    @ParameterizedTest(name = "QoS {0}, {1}")
    @CsvSource({"1, PUBREC, 50020001", "1, PUBCOMP, 70020001", "2, PUBACK, 40020001", "2, PUBCOMP, 70020001"})
    @DisplayName("that is answered as if it had another QoS costs the client its connection [MQTT-4.8.0-1], and comes again:")
    void wrongAnswer(int qos, String answer, String hex) {
        WireClient luis = resume("luis").withoutAcknowledging();
        luis.subscribe("t", qos);
        connect("ana").publish("t", qos, bytes("news"));
        luis.expect(PUBLISH);
        luis.sendHex(hex);
        luis.expectClosed();
        assertThat(resume("luis").expect(PUBLISH).duplicate()).isTrue();
    }

    @Test
    @DisplayName("comes back to its publisher if that has subscribed, and to nobody else")
    void toItself() {
        WireClient ana = connect("ana");
        WireClient luis = connect("luis");
        ana.subscribe("t", 0);
        luis.subscribe("other", 0);
        ana.publish("t", 1, bytes("mine"));
        assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of("mine"));
        ana.publish("other", 1, bytes("sentinel"));
        luis.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("arrives behind those before it, whatever their QoS")
    void order() {
        WireClient luis = connect("luis");
        luis.subscribe("t", 2);
        WireClient ana = connect("ana");
        IntStream.range(0, 30).forEach(i -> ana.publish("t", i % 3, bytes("m" + i)));
        IntStream.range(0, 30).forEach(i -> assertThat(luis.expect(PUBLISH).payload()).isEqualTo(Payload.of("m" + i)));
    }

    @Test
    @DisplayName("arrives once where subscriptions overlap, with the highest of their QoS [MQTT-3.3.5-1]")
    void overlapping() {
        WireClient luis = connect("luis");
        luis.subscribe("#", 0);
        luis.subscribe("t/+", 2);
        luis.subscribe("t/1", 1);
        WireClient ana = connect("ana");
        ana.publish("t/1", 2, bytes("once"));
        ana.publish("t/1", 0, bytes("sentinel"));
        assertThat(luis.expect(PUBLISH).qos()).isEqualTo(2);
        luis.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("no longer comes after the UNSUBACK, and an unknown filter is unsubscribed as well [MQTT-3.10.4-5]")
    void unsubscribed() {
        WireClient luis = connect("luis");
        luis.subscribe("t", 0);
        luis.subscribe("u", 0);
        luis.unsubscribe("t");
        luis.unsubscribe("never");
        WireClient ana = connect("ana");
        ana.publish("t", 1, bytes("unwanted"));
        ana.publish("u", 1, bytes("sentinel"));
        luis.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("comes to each subscription of one SUBSCRIBE, whose SUBACK has a code for each, in order [MQTT-3.8.4-5]")
    void severalFilters() {
        WireClient luis = connect("luis");
        luis.send(Packets.subscribe(9, new TopicFilter("a", 2), new TopicFilter("b", 0), new TopicFilter("c", 1)));
        assertThat(luis.expect(SUBACK, 9).returnCodes()).containsExactly(2, 0, 1);
        WireClient ana = connect("ana");
        for (String topic : new String[] {"a", "b", "c"}) {
            ana.publish(topic, 2, bytes("m"));
        }
        assertThat(luis.expect(PUBLISH).qos()).isEqualTo(2);
        assertThat(luis.expect(PUBLISH).qos()).isZero();
        assertThat(luis.expect(PUBLISH).qos()).isEqualTo(1);
    }

    @Test
    @DisplayName("with QoS 1 is acknowledged each time, and a repeated one passed on each time")
    void qos1() {
        WireClient ana = connect("ana");
        ana.subscribe("t", 0);
        ana.send(Packets.publish("t").qos(1, 7).payload("m").packet());
        ana.expect(PUBLISH);
        ana.expect(PUBACK, 7);
        ana.send(Packets.publish("t").qos(1, 7).duplicate().payload("m").packet());
        assertThat(ana.expect(PUBLISH).duplicate()).as("DUP is of each hop [MQTT-3.3.1-3]").isFalse();
        ana.expect(PUBACK, 7);
    }

    @Test
    @DisplayName("with QoS 2 is passed on once, however often it is repeated before its PUBREL [MQTT-4.3.3-2]")
    void qos2() {
        WireClient ana = connect("ana");
        ana.subscribe("t", 0);
        ana.send(Packets.publish("t").qos(2, 7).payload("m").packet());
        ana.expect(PUBLISH);
        ana.expect(PUBREC, 7);
        ana.send(Packets.publish("t").qos(2, 7).duplicate().payload("m").packet());
        ana.expect(PUBREC, 7);
        ana.send(Packets.pubrel(7));
        ana.expect(PUBCOMP, 7);
        ana.send(Packets.pubrel(7));
        ana.expect(PUBCOMP, 7);
        ana.send(Packets.publish("t").qos(2, 7).payload("another").packet());
        assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of("another"));
        ana.expect(PUBREC, 7);
    }

    @Test
    @DisplayName("with QoS 2 is released to its subscriber when that has got it, also when it says so twice")
    void released() {
        WireClient luis = connect("luis").withoutAcknowledging();
        luis.subscribe("t", 2);
        connect("ana").publish("t", 2, bytes("m"));
        luis.expect(PUBLISH, 1);
        luis.send(Packets.pubrec(1), Packets.pubrec(1));
        luis.expect(PUBREL, 1);
        luis.expect(PUBREL, 1);
        luis.send(Packets.pubcomp(1), Packets.pubcomp(1), Packets.puback(1));
        luis.ping();
    }

    @Test
    @DisplayName("waits while as many are not acknowledged as the window holds, and goes when one is")
    void window() {
        WireClient luis = connect("luis").withoutAcknowledging();
        luis.subscribe("t", 1);
        WireClient ana = connect("ana");
        IntStream.range(0, WINDOW + 2).forEach(i -> ana.publish("t", 1, bytes("m" + i)));
        ana.publish("t", 0, bytes("sentinel"));
        IntStream.rangeClosed(1, WINDOW).forEach(id -> luis.expect(PUBLISH, id));
        luis.expectNothingBefore("sentinel");
        luis.send(Packets.puback(2));
        luis.expect(PUBLISH, WINDOW + 1);
        luis.send(Packets.puback(1));
        luis.expect(PUBLISH, WINDOW + 2);
    }
}
