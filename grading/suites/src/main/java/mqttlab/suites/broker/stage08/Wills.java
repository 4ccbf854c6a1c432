package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;

import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.ConnectBuilder;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;

/** Clients with a will, and how it is seen that one was published, or not. */
final class Wills {

    private Wills() {
    }

    /** A CONNECT with a clean session, no keep alive, and a will with QoS 0 that is not to be retained. */
    static ConnectBuilder connect(String clientId, String topic, String message) {
        return connect(clientId, new Will(topic, Payload.of(message), 0, false));
    }

    static ConnectBuilder connect(String clientId, Will will) {
        return Packets.connect(clientId).will(will);
    }

    /** A will that takes the time of a keep alive to come; meanwhile its heir talks. It is still to be received. */
    static TracedPacket await(Subscriber heir, String topic) {
        WireClient client = heir.client();
        return Silence.beatUntil(client.trace(), fromBroker(PUBLISH).onConnection(client.connection()).withTopic(topic),
                Silence.LATEST, client::ping);
    }

    /**
     * The client's connection has ended, and no will comes of it: the same client comes back, for which its old connection must
     * have ended, and goes properly.
     */
    static void noneComes(Scene scene, String clientId, Subscriber heir) {
        WireClient back = scene.connect(clientId);
        back.disconnectAndAwaitClosed();
        heir.receivesNothingMore();
    }
}
