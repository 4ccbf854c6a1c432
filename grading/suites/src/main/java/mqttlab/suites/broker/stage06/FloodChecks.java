package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** Each flood is larger than the heap. What is not finished may be kept, or its client disconnected. */
@CheckSuite
@DisplayName("Somebody stops half-way")
class FloodChecks {

    /** As many as there are identifiers; together 262 MB. */
    private static final int UNRELEASED = 65_535;
    private static final int UNRELEASED_BYTES = 4_000;
    /** Together 120 MB. */
    private static final int TOO_MANY = 60_000;
    private static final int BYTES = 2_000;

    @Graded(task = 4, points = 2, heap = 96, dear = true, dependsOn = "arrivesOnce",
            reason = "A publisher with QoS 2 may have 65,535 messages under way, and send no PUBREL: what a broker keeps for it "
                    + "comes out of the memory that all clients share.",
            hint = "What do you keep until the PUBREL: the identifier, or the whole message? If it is the message, how much may "
                    + "one publisher have there, and what do you do when that is exceeded?")
    @DisplayName("a publisher that sends 65,535 messages and no PUBREL costs little memory, and nobody else notices")
    void unreleasedCostsLittle(Scene scene) {
        Bystander bystander = new Bystander(scene);
        WireClient careless = scene.connectUntraced(scene.name("careless"));
        String topic = scene.name("flood");
        scene.trace().note("a client publishes %,d messages of %,d bytes with QoS 2, and sends no PUBREL"
                .formatted(UNRELEASED, UNRELEASED_BYTES));
        Payload payload = Payload.of(new byte[UNRELEASED_BYTES]);
        for (int id = 1; id <= UNRELEASED; id++) {
            careless.sendOften(Packets.publish(topic).qos(2, id).payload(payload).packet().raw(), 1);
        }
        Optional<Packet> answer = careless.nextUnlessClosed("a PUBREC", packet -> packet.type() == PUBREC);
        for (int id = 2; id <= UNRELEASED && answer.isPresent(); id++) {
            answer = careless.nextUnlessClosed("a PUBREC", packet -> packet.type() == PUBREC);
        }
        bystander.isServed();
    }

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, clause = {"MQTT-4.3.3-1", "MQTT-4.5.0-1"},
            dependsOn = "windowCountsUntilPubcomp",
            hint = "How much may wait for one client, in messages and in bytes? Beyond that, QoS 2 leaves only one thing to do: "
                    + "a message that is left out in silence has not been delivered exactly once.")
    @DisplayName("a client that sends no PUBCOMP while 60,000 messages come costs little memory, and gets all of them or is "
            + "disconnected")
    void uncompletedCostsLittle(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("flood");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), 2, topic);
        Newsroom newsroom = new Newsroom(scene, topic, 2, BYTES);
        newsroom.publishes(scene, Hesitant.SMALLEST_WINDOW);
        newsroom.require(scene, ana.next(Hesitant.SMALLEST_WINDOW), 1);
        List<Integer> released = ana.underWay();
        ana.receive(released);

        newsroom.publishes(scene, TOO_MANY);
        bystander.isServed();

        ana.complete(released);
        boolean open = true;
        for (int number = Hesitant.SMALLEST_WINDOW + 1; open && number <= Hesitant.SMALLEST_WINDOW + TOO_MANY; number++) {
            Optional<Packet> next = ana.nextUnlessClosed();
            if (next.isPresent()) {
                newsroom.require(scene, next.get(), number);
            }
            open = next.filter(ana::finishUnlessClosed).isPresent();
        }
    }

    /** Has nothing to do with it. */
    private static final class Bystander {

        private final Scene scene;
        private final String topic;
        private final Subscriber reader;
        private final Publisher publisher;

        Bystander(Scene scene) {
            this.scene = scene;
            this.topic = scene.name("quiet");
            this.reader = scene.subscriber(topic);
            this.publisher = scene.publisher();
        }

        void isServed() {
            publisher.publish(topic, 2, "after the flood");
            reader.receivesExactly(topic, "after the flood");
            scene.connect(scene.name("newcomer")).ping();
        }
    }
}
