package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A retained message")
@ProvedOnce(reads = {})
class RetainedTest extends WithBroker {

    private WireClient ana;
    private WireClient luis;

    @BeforeEach
    void connectBoth() {
        ana = connect("ana");
        luis = connect("luis");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Packet expect(String payload, boolean retain) {
        Packet publish = luis.expect(PUBLISH);
        assertThat(publish.payload()).isEqualTo(Payload.of(payload));
        assertThat(publish.retain()).isEqualTo(retain);
        return publish;
    }

    /** Nothing else was sent to luis, who subscribes to nothing of that name otherwise. */
    private void expectNothing() {
        luis.subscribe("sentinels", 0);
        ana.publish("sentinels", 0, bytes("sentinel"));
        luis.expectNothingBefore("sentinel");
    }

    @ParameterizedTest(name = "published with QoS {0}, granted {1}: {2}")
    @CsvSource({"0, 0, 0", "0, 2, 0", "1, 0, 0", "1, 2, 1", "2, 1, 1", "2, 2, 2"})
    @DisplayName("goes to later subscribers, marked as retained [MQTT-3.3.1-6] [MQTT-3.3.1-8]")
    void later(int published, int granted, int delivered) {
        ana.publishRetained("t", published, bytes("kept"));
        // What has a QoS of 0 is acknowledged by nothing else.
        ana.ping();
        luis.subscribe("t", granted);
        assertThat(expect("kept", true).qos()).isEqualTo(delivered);
    }

    @Test
    @DisplayName("goes to old subscriptions without the mark [MQTT-3.3.1-9]")
    void live() {
        luis.subscribe("t", 0);
        ana.publishRetained("t", 1, bytes("now"));
        expect("now", false);
    }

    @Test
    @DisplayName("is the last one on its topic; one that is not to be retained does not replace it [MQTT-3.3.1-12]")
    void last() {
        ana.publishRetained("t", 1, bytes("first"));
        ana.publishRetained("t", 1, bytes("second"));
        ana.publish("t", 1, bytes("fleeting"));
        luis.subscribe("t", 0);
        expect("second", true);
        expectNothing();
    }

    @Test
    @DisplayName("is cleared by an empty one, which goes to old subscriptions as any other [MQTT-3.3.1-10] [MQTT-3.3.1-11]")
    void cleared() {
        ana.publishRetained("t", 1, bytes("kept"));
        ana.publish("t", 1, bytes(""));
        luis.subscribe("t", 0);
        expect("kept", true);
        ana.publishRetained("t", 1, bytes(""));
        expect("", false);
        luis.subscribe("t", 0);
        expectNothing();
    }

    @Test
    @DisplayName("goes again to who subscribes again with the same filter [MQTT-3.8.4-3]")
    void again() {
        ana.publishRetained("t", 1, bytes("kept"));
        luis.subscribe("t", 0);
        luis.subscribe("t", 0);
        expect("kept", true);
        expect("kept", true);
    }

    @Test
    @DisplayName("goes to who subscribes with wildcards, one from each topic")
    void wildcards() {
        for (String topic : List.of("news/cádiz", "news/cádiz/culture", "news/jerez", "sport/cádiz")) {
            ana.publishRetained(topic, 1, bytes(topic));
        }
        luis.subscribe("news/+", 0);
        assertThat(List.of(text(luis.expect(PUBLISH)), text(luis.expect(PUBLISH))))
                .containsExactlyInAnyOrder("news/cádiz", "news/jerez");
        luis.subscribe("news/cádiz/#", 0);
        assertThat(List.of(text(luis.expect(PUBLISH)), text(luis.expect(PUBLISH))))
                .containsExactlyInAnyOrder("news/cádiz", "news/cádiz/culture");
        expectNothing();
    }

    private static String text(Packet publish) {
        return publish.payload().text().orElseThrow();
    }

    @Test
    @DisplayName("of the broker itself comes for $SYS/#, and not for # [MQTT-4.7.2-1]")
    void ownTopics() {
        luis.subscribe("#", 0);
        expectNothing();
        luis.subscribe("$SYS/broker/clients/#", 0);
        assertThat(luis.expect(PUBLISH).topic()).isEqualTo("$SYS/broker/clients/connected");
    }

    @Test
    @DisplayName("of the broker itself is not made by a client, who gets its acknowledgement all the same")
    void onlyItsOwn() {
        luis.subscribe("$SYS/broker/uptime", 0);
        ana.publishRetained("$SYS/broker/clients/connected", 1, bytes("4711"));
        ana.publish("$SYS/broker/uptime", 1, bytes("4711"));
        expectNothing();
        luis.subscribe("$SYS/broker/clients/connected", 0);
        assertThat(text(luis.expect(PUBLISH))).isNotEqualTo("4711");
    }

    private static mqttlab.broker.codec.Payload numbered(int number) {
        return mqttlab.broker.codec.Payload.of(Integer.toString(number));
    }

    @ParameterizedTest
    @EnumSource(value = QoS.class, names = {"AT_MOST_ONCE", "AT_LEAST_ONCE"})
    @DisplayName("is delivered though it is one of 100,000")
    void many(QoS qos) throws IOException {
        int count = 100_000;
        RawClient writer = raw("writer");
        for (int i = 0; i < count; i++) {
            writer.put(new Publish("many/" + i % 300 + "/" + i, numbered(i), qos, true, false, qos == AT_MOST_ONCE ? 0 : 1));
            if (i % 1_000 == 999) {
                writer.flush();
                for (int n = 0; qos == AT_LEAST_ONCE && n < 1_000; n++) {
                    writer.expect(new PubAck(1));
                }
                writer.ping();
            }
        }
        RawClient reader = raw("reader");
        reader.subscribe("#", qos);
        BitSet came = new BitSet(count);
        for (int n = 0; n < count; n++) {
            Publish publish = (Publish) reader.next();
            assertThat(publish.retain()).isTrue();
            came.set(Integer.parseInt(new String(publish.payload().bytes(), StandardCharsets.US_ASCII)));
            if (publish.packetId() > 0) {
                reader.send(new PubAck(publish.packetId()));
            }
        }
        assertThat(came.cardinality()).isEqualTo(count);
        reader.ping();
    }

    @Test
    @DisplayName("that is replaced while it waits for its subscriber to make room does not come after the new one")
    void replaced() throws IOException {
        int count = 2_000;
        byte[] large = new byte[4_096];
        RawClient writer = raw("writer");
        for (int i = 0; i < count; i++) {
            writer.put("many/" + i, large, true).flush();
        }
        writer.ping();
        RawClient reader = raw("reader");
        reader.subscribe("many/#", AT_MOST_ONCE);
        for (int i = 0; i < count; i++) {
            writer.put("many/" + i, bytes("new"), true).flush();
        }
        writer.ping();
        writer.put("many/last", bytes("end"), false).flush();
        List<String> news = new ArrayList<>();
        int old = 0;
        for (String topic = ""; !topic.equals("many/last");) {
            Publish publish = (Publish) reader.next();
            topic = publish.topic();
            if (publish.payload().size() < large.length) {
                news.add(topic);
            } else {
                assertThat(news).doesNotContain(topic);
                old++;
            }
        }
        assertThat(old).as("what had to wait is what is new").isLessThan(count);
    }
}
