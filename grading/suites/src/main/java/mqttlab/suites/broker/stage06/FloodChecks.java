package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.List;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.PublishBuilder;
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
    /** Of these, the first and the last ones are for a subscriber. */
    private static final int WATCHED = 20;
    private static final int REPEATED = 10;
    /** Each has 5 MB, and all of them 125 MB. */
    private static final int GUESTS = 25;
    private static final int OF_A_GUEST = 50;
    private static final int LARGE = 100_000;
    /** One that takes memory itself. */
    private static final String AFTER_THE_FLOOD = "after the flood ".repeat(100_000);
    /** Together 120 MB. */
    private static final int TOO_MANY = 60_000;
    private static final int BYTES = 2_000;

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, clause = "MQTT-4.3.3-2",
            dependsOn = "arrivesOnceThoughRepeated",
            reason = "A publisher with QoS 2 may have 65,535 messages under way, and send no PUBREL: what a broker keeps for it "
                    + "comes out of the memory that all clients share.",
            hint = "What do you keep until the PUBREL: the identifier, or the whole message? If it is the message, how much may "
                    + "one publisher have there, what do you do when that is exceeded, and what becomes of it when the publisher "
                    + "goes? Of what has a PUBREC, nothing may be forgotten while the connection lasts.")
    @DisplayName("a publisher that sends 65,535 messages and no PUBREL costs little memory, also when it has gone, and nobody "
            + "else notices; each of them arrives once, or the publisher is disconnected")
    void unreleasedCostsLittle(Scene scene) {
        Bystander bystander = new Bystander(scene);
        String watched = scene.name("watched");
        Subscriber ana = scene.subscriber(watched);
        WireClient careless = scene.connectUntraced(scene.name("careless"));
        String topic = scene.name("flood");
        scene.trace().note("a client publishes %,d messages of %,d bytes with QoS 2, and sends no PUBREL"
                .formatted(UNRELEASED, UNRELEASED_BYTES));
        for (int id = 1; id <= UNRELEASED; id++) {
            careless.sendOften(unreleased(isWatched(id) ? watched : topic, id).packet().raw(), 1);
        }
        boolean open = isAnsweredUnlessClosed(careless, UNRELEASED);
        bystander.isServed();
        if (open) {
            arriveOnce(scene, careless, watched, ana);
        }
        guestsGo(scene);
        bystander.isServed();
    }

    private static boolean isWatched(int id) {
        return id <= WATCHED || id > UNRELEASED - WATCHED;
    }

    private static PublishBuilder unreleased(String topic, int id) {
        return Packets.publish(topic).qos(2, id).payload("%08d".formatted(id).repeat(UNRELEASED_BYTES / 8));
    }

    /** @return whether a PUBREC has come for each; otherwise the broker has closed the connection */
    private static boolean isAnsweredUnlessClosed(WireClient client, int messages) {
        boolean open = true;
        for (int i = 0; open && i < messages; i++) {
            open = client.nextUnlessCutOff("a PUBREC", packet -> packet.type() == PUBREC).isPresent();
        }
        return open;
    }

    /** At their PUBLISH or at their PUBREL: some of the first are repeated, and others are not. */
    private static void arriveOnce(Scene scene, WireClient careless, String topic, Subscriber ana) {
        scene.trace().note("it repeats the first %d, and then releases the first and the last %d".formatted(REPEATED, WATCHED));
        IntStream.rangeClosed(1, REPEATED)
                .forEach(id -> Exchange.begin(careless, unreleased(topic, id).duplicate().packet()));
        IntStream.rangeClosed(1, UNRELEASED).filter(FloodChecks::isWatched).forEach(id -> {
            Exchange.end(careless, id);
            ana.receivesExactly(topic, unreleased(topic, id).packet().payload());
        });
        ana.receivesNothingMore();
    }

    private static void guestsGo(Scene scene) {
        scene.trace().note("%d others come, publish %d messages of %,d bytes each, and go without a PUBREL"
                .formatted(GUESTS, OF_A_GUEST, LARGE));
        Payload payload = Payload.of(new byte[LARGE]);
        String topic = scene.name("large");
        for (int i = 0; i < GUESTS; i++) {
            WireClient guest = scene.connectUntraced(scene.name("guest"));
            for (int id = 1; id <= OF_A_GUEST; id++) {
                guest.sendOften(Packets.publish(topic).qos(2, id).payload(payload).packet().raw(), 1);
            }
            isAnsweredUnlessClosed(guest, OF_A_GUEST);
            guest.abort();
        }
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
        ana.takesUnlessClosed(scene, newsroom, Hesitant.SMALLEST_WINDOW + 1, Hesitant.SMALLEST_WINDOW + TOO_MANY);
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
            publisher.publish(topic, 2, AFTER_THE_FLOOD);
            reader.receivesExactly(topic, AFTER_THE_FLOOD);
            scene.connect(scene.name("newcomer")).ping();
        }
    }
}
