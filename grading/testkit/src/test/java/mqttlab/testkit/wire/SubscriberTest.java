package mqttlab.testkit.wire;

import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.TinyBroker;
import mqttlab.testkit.tap.TraceFailure;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker here delivers nothing by itself: what it delivers is what the test has told it to. */
@DisplayName("A subscriber")
@Timeout(30)
class SubscriberTest {

    private final TinyBroker broker = new TinyBroker();
    private final Publisher luis = new Publisher(WireClient.connect(broker.address(), "luis"), "echoes");
    private final WireClient client = WireClient.connect(broker.address(), "ana");
    private final Subscriber ana = new Subscriber(client, "sentinels", anybody());

    private Supplier<Publisher> anybody() {
        return () -> luis;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        luis.client().close();
        broker.close();
    }

    private void delivers(Packet... messages) throws IOException {
        broker.send(messages);
    }

    private static Packet message(String topic, String payload) {
        return Packets.publish(topic).payload(payload).packet();
    }

    private static Packet sentinel(int number) {
        return message("sentinels", "sentinel " + number);
    }

    private static AbstractThrowableAssert<?, ?> assertFails(Runnable expectation) {
        return assertThatThrownBy(expectation::run).isInstanceOf(TraceFailure.class);
    }

    @Test
    @DisplayName("receives messages in their order, and says what came instead of the next")
    void inOrder() throws IOException {
        delivers(message("a", "one"), Packets.publish("a").retain().payload("two").packet(), message("a", "four"));

        ana.receives("a", "one");
        assertThat(ana.receives("a", "two").retain()).isTrue();
        assertFails(() -> ana.receives("a", "three")).hasMessage(
                "expected: the message \"three\" on \"a\" as the next packet%nbut: PUBLISH QoS 0 a \"four\" came".formatted());
    }

    @Test
    @DisplayName("receives exactly what was published, or says at which byte it is another")
    void exactly() throws IOException {
        delivers(message("a", "one"), Packets.publish("a").retain().payload("two").packet());

        ana.receivesExactly("a", "one");
        assertFails(() -> ana.receivesExactly("a", "two")).hasMessageContaining("PUBLISH QoS 0 retain a \"two\" came")
                .hasMessageContaining("they part at byte 1, where 30 06 00 01 was expected and 31 06 00 01 came");
    }

    @Test
    @DisplayName("receives nothing more when a sentinel of its own comes next, and only then")
    void nothingMore() throws IOException {
        delivers(sentinel(1), message("a", "stray"), sentinel(2));

        ana.receivesNothingMore();
        assertFails(ana::receivesNothingMore).hasMessageContaining("only the sentinel \"sentinel 2\"")
                .hasMessageContaining("PUBLISH QoS 0 a \"stray\" came");
        assertThat(broker.seen().all(fromClient(SUBSCRIBE))).extracting(each -> each.packet().toString())
                .containsExactly("SUBSCRIBE id 1 sentinels QoS 0");
    }

    @Test
    @DisplayName("receives on a topic what anybody publishes there, once, and finds a second copy")
    void on() throws IOException {
        delivers(message("a", "message 1"), sentinel(1), message("b", "message 2"), message("b", "message 2"), sentinel(2));

        ana.receivesOn("a");
        assertFails(() -> ana.receivesOn("b")).hasMessageContaining("only the sentinel")
                .hasMessageContaining("PUBLISH QoS 0 b \"message 2\" came");
    }

    @Test
    @DisplayName("does not wait for a message when the sentinel behind it has come")
    void missing() throws IOException {
        delivers(sentinel(1));

        assertFails(() -> ana.receivesOn("a")).hasMessageContaining("the message \"message 1\" on \"a\" as the next packet")
                .hasMessageContaining("\"sentinel 1\" came");
    }

    @Test
    @DisplayName("receives nothing on a topic when the sentinel of the same publisher comes next, and only then")
    void nothingOn() throws IOException {
        delivers(sentinel(1), message("b", "message 2"), sentinel(2));

        ana.receivesNothingOn("a");
        assertFails(() -> ana.receivesNothingOn("b")).hasMessageContaining("PUBLISH QoS 0 b \"message 2\" came");
    }

    @Test
    @DisplayName("receives one message on each topic, in whichever order, and says which came again")
    void onEach() throws IOException {
        delivers(message("b", "1"), message("a", "2"), message("c", "3"), message("c", "4"));

        ana.receivesOneOnEach(List.of("a", "b"));
        assertFails(() -> ana.receivesOneOnEach(List.of("c", "d"))).hasMessage(
                "expected: one message on each of c, d%nbut: this came, too, or again: PUBLISH QoS 0 c \"4\"".formatted());
    }

    @Test
    @DisplayName("receives all that comes before a sentinel of the publisher")
    void all() throws IOException {
        delivers(message("a", "one"), message("b", "two"), sentinel(1));

        assertThat(ana.receivesAllOf(luis)).extracting(Packet::topic).containsExactly("a", "b");
    }

    @Test
    @DisplayName("that hears all topics subscribes to no sentinels: it would get them twice")
    void hearsAll() throws IOException {
        ana.subscribe("#");
        delivers(sentinel(1));
        ana.receivesNothingMore();
        ana.unsubscribe("#");
        delivers(sentinel(2));
        ana.receivesNothingMore();

        assertThat(broker.seen().all(fromClient(SUBSCRIBE))).extracting(each -> each.packet().toString())
                .containsExactly("SUBSCRIBE id 1 # QoS 0", "SUBSCRIBE id 4 sentinels QoS 0");
    }

    @Test
    @DisplayName("subscribes to several filters at once, and keeps what comes before the SUBACK")
    void atOnce() throws IOException {
        delivers(message("a", "retained"));
        ana.subscribeAtOnce("a", "b/+");
        ana.receives("a", "retained");

        assertThat(broker.seen().one(fromClient(SUBSCRIBE)).packet()).hasToString("SUBSCRIBE id 1 a QoS 0, b/+ QoS 0");
    }
}
