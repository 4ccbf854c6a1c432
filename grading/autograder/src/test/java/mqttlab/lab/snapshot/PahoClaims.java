package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** What the broker can do from stages 02 to 08 on, as Eclipse Paho sees it. Each has topics and clients of its own. */
final class PahoClaims {

    private static final int MANY = 50;

    private PahoClaims() {
    }

    static List<Claim> all() {
        return List.of(
                new Claim(2, "brings messages to those who have subscribed to just this topic", PahoClaims::topics),
                new Claim(3, "knows wildcards", PahoClaims::wildcards),
                new Claim(3, "sends nothing more after an UNSUBSCRIBE", PahoClaims::unsubscribe),
                new Claim(4, "retains messages, and forgets them when it is told so", PahoClaims::retained),
                new Claim(5, "takes and sends messages with QoS 1", broker -> inOrder(broker, 1)),
                new Claim(6, "takes and sends messages with QoS 2, each once", broker -> inOrder(broker, 2)),
                new Claim(7, "keeps what comes while a client is away", PahoClaims::away),
                new Claim(7, "gives a session to the newer of two connections", PahoClaims::takeOver),
                new Claim(8, "publishes the will of a client that vanishes, and of no other", PahoClaims::will),
                new Claim(8, "ends the connection of a client that is silent for too long", PahoClaims::keepAlive));
    }

    private static void topics(BuiltStage broker) throws Exception {
        try (PahoClient reader = PahoClient.connect(broker.with(), "02-reader");
                PahoClient writer = PahoClient.connect(broker.with(), "02-writer")) {
            reader.subscribe("02/cadiz", 0);
            writer.publish("02/sevilla", "no", 0);
            writer.publish("02", "no", 0);
            writer.publish("02/cadiz", "levante", 0);
            assertThat(reader.next()).isEqualTo("02/cadiz levante 0");
        }
    }

    private static void wildcards(BuiltStage broker) throws Exception {
        try (PahoClient reader = PahoClient.connect(broker.with(), "03-reader");
                PahoClient writer = PahoClient.connect(broker.with(), "03-writer")) {
            reader.subscribe("03/+/sport", 0);
            reader.subscribe("03/all/#", 0);
            reader.subscribe("03/end", 0);
            writer.publish("03/cadiz/sport", "one", 0);
            writer.publish("03/cadiz/culture", "no", 0);
            writer.publish("03/all/of/it", "two", 0);
            writer.publish("03/end", "end", 0);
            assertThat(reader.next()).isEqualTo("03/cadiz/sport one 0");
            assertThat(reader.next()).isEqualTo("03/all/of/it two 0");
            assertThat(reader.next()).isEqualTo("03/end end 0");
        }
    }

    private static void unsubscribe(BuiltStage broker) throws Exception {
        try (PahoClient reader = PahoClient.connect(broker.with(), "03-other-reader");
                PahoClient writer = PahoClient.connect(broker.with(), "03-other-writer")) {
            reader.subscribe("03/gone", 0);
            reader.subscribe("03/stays", 0);
            reader.unsubscribe("03/gone");
            writer.publish("03/gone", "no", 0);
            writer.publish("03/stays", "yes", 0);
            assertThat(reader.next()).isEqualTo("03/stays yes 0");
        }
    }

    private static void retained(BuiltStage broker) throws Exception {
        try (PahoClient client = PahoClient.connect(broker.with(), "04-client")) {
            client.retain("04/kept", "old", 0);
            client.retain("04/kept", "new", 0);
            client.retain("04/gone", "no", 0);
            client.retain("04/gone", "", 0);
            // What this client has published is dealt with before what it asks for now.
            client.subscribe("04/+", 0);
            client.publish("04/end", "end", 0);
            assertThat(client.next()).isEqualTo("04/kept new 0 retained");
            assertThat(client.next()).isEqualTo("04/end end 0");
        }
    }

    private static void inOrder(BuiltStage broker, int qos) throws Exception {
        String topic = "qos/" + qos;
        try (PahoClient reader = PahoClient.connect(broker.with(), "reader-" + qos);
                PahoClient writer = PahoClient.connect(broker.with(), "writer-" + qos)) {
            reader.subscribe(topic, qos);
            for (int i = 0; i < MANY; i++) {
                writer.publish(topic, Integer.toString(i), qos);
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(reader.next()).isEqualTo(topic + " " + i + " " + qos);
            }
            writer.publish(topic, "end", 0);
            assertThat(reader.next()).isEqualTo(topic + " end 0");
        }
    }

    private static void away(BuiltStage broker) throws Exception {
        try (PahoClient sleeper = PahoClient.resume(broker.with(), "07-sleeper")) {
            assertThat(sleeper.sessionPresent()).isFalse();
            sleeper.subscribe("07/t", 2);
            sleeper.disconnect();
        }
        try (PahoClient writer = PahoClient.connect(broker.with(), "07-writer")) {
            writer.publish("07/t", "one", 1);
            writer.publish("07/t", "two", 2);
        }
        try (PahoClient back = PahoClient.resume(broker.with(), "07-sleeper")) {
            assertThat(back.sessionPresent()).isTrue();
            assertThat(back.next()).isEqualTo("07/t one 1");
            assertThat(back.next()).isEqualTo("07/t two 2");
        }
    }

    private static void takeOver(BuiltStage broker) throws Exception {
        try (PahoClient older = PahoClient.resume(broker.with(), "07-twice");
                PahoClient writer = PahoClient.connect(broker.with(), "07-other-writer")) {
            older.subscribe("07/twice", 1);
            try (PahoClient newer = PahoClient.resume(broker.with(), "07-twice")) {
                assertThat(newer.sessionPresent()).isTrue();
                assertThat(older.next()).isEqualTo(PahoClient.LOST);
                writer.publish("07/twice", "yours", 1);
                assertThat(newer.next()).isEqualTo("07/twice yours 1");
            }
        }
    }

    private static void will(BuiltStage broker) throws Exception {
        try (PahoClient heir = PahoClient.connect(broker.with(), "08-heir")) {
            heir.subscribe("08/will/+", 1);
            try (PahoClient polite = PahoClient.connect(broker.with().uri(), "08-polite", withWill("08/will/polite"))) {
                polite.disconnect();
            }
            try (PahoClient doomed = PahoClient.connect(broker.with().uri(), "08-doomed", withWill("08/will/doomed"))) {
                doomed.vanish();
            }
            assertThat(heir.next()).isEqualTo("08/will/doomed gone 1");
        }
    }

    private static MqttConnectOptions withWill(String topic) {
        MqttConnectOptions options = PahoClient.options();
        options.setWill(topic, "gone".getBytes(UTF_8), 1, false);
        return options;
    }

    /** Paho itself is never silent for too long. */
    private static void keepAlive(BuiltStage broker) throws Exception {
        Will will = new Will("08/silent", Payload.of("gone"), 0, false);
        try (PahoClient heir = PahoClient.connect(broker.with(), "08-other-heir")) {
            heir.subscribe("08/silent", 0);
            try (WireClient silent = WireClient.connect(broker.with().address(),
                    Packets.connect("08-silent").keepAlive(1).will(will).packet(), new Trace())) {
                silent.expectClosed();
                assertThat(heir.next()).isEqualTo("08/silent gone 0");
            }
        }
    }
}
