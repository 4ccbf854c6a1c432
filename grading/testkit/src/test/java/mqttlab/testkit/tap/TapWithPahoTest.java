package mqttlab.testkit.tap;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.wire.WireClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tap between Paho and a real broker")
class TapWithPahoTest {

    @Test
    @DisplayName("records the whole conversation, and the message arrives at a subscriber beside it")
    void recordsPaho() throws MqttException {
        try (Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            InetSocketAddress broker = new InetSocketAddress(brokers.shared().host(), brokers.shared().port());
            recordsPaho(broker);
        }
    }

    private static void recordsPaho(InetSocketAddress broker) throws MqttException {
        try (Tap tap = Tap.to(() -> broker); WireClient ana = WireClient.connect(broker, "ana")) {
            ana.subscribe("news/cadiz/+", 1);

            MqttClient paho = new MqttClient(tap.uri(), "luis", new MemoryPersistence());
            paho.connect();
            paho.publish("news/cadiz/culture", "Carnaval".getBytes(StandardCharsets.UTF_8), 1, false);
            paho.disconnect();
            paho.close();

            var publish = tap.trace().await(fromClient(PUBLISH).withTopic("news/cadiz/culture").withQos(1));
            assertThat(publish.client()).isEqualTo("luis");
            tap.trace().await(fromBroker(PUBACK).withIdOf(publish).after(publish));
            tap.trace().await(fromClient(DISCONNECT));
            tap.trace().await(closed(publish.connection()));
            tap.trace().one(fromBroker(CONNACK));
            assertThat(ana.expect(PUBLISH).payload().text()).contains("Carnaval");
        }
    }
}
