package mqttlab.testkit.wire;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.TinyBroker;
import mqttlab.testkit.tap.TraceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A publisher")
@Timeout(30)
class PublisherTest {

    private final TinyBroker broker = new TinyBroker();
    private final WireClient client = WireClient.connect(broker.address(), "luis");
    private final Publisher luis = new Publisher(client, "echoes");

    @AfterEach
    void close() throws IOException {
        client.close();
        broker.close();
        System.clearProperty(Patience.PROPERTY);
    }

    @Test
    @DisplayName("knows that all is delivered when what it has published last comes back, and not before")
    void delivered() throws IOException {
        luis.publish("a", "one");
        broker.send(Packets.publish("echoes").payload("sentinel 1").packet());
        luis.awaitDelivered();

        System.setProperty(Patience.PROPERTY, "0.02");
        assertThatThrownBy(luis::awaitDelivered).isInstanceOf(TraceFailure.class).hasMessageContaining("sentinel 2");
    }

    @Test
    @DisplayName("clears each topic that it has retained something on, and no other, on another connection")
    void clears() {
        luis.publish("a", "one");
        luis.publishRetained("b", "two");
        luis.publishRetained("b", "three");
        client.ping();
        try (WireClient other = WireClient.connect(broker.address(), "cleaner")) {
            luis.clearRetained(() -> other);
            other.ping();
        }

        assertThat(broker.seen().all(fromClient(PUBLISH))).extracting(each -> each.client() + ": " + each.packet())
                .containsExactly("luis: PUBLISH QoS 0 a \"one\"", "luis: PUBLISH QoS 0 retain b \"two\"",
                        "luis: PUBLISH QoS 0 retain b \"three\"", "cleaner: PUBLISH QoS 0 retain b \"\"");
    }

    @Test
    @DisplayName("needs no other connection where it has retained nothing")
    void nothingToClear() {
        luis.publish("a", "one");
        luis.clearRetained(() -> fail("no connection is needed"));
    }
}
