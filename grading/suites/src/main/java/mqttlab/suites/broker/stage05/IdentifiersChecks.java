package mqttlab.suites.broker.stage05;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Packet identifiers")
class IdentifiersChecks {

    private static final int UNDER_WAY = Hesitant.SMALLEST_WINDOW;
    private static final int ROUNDS = 20;
    private static final int A_FEW = 3;
    /** More than there are identifiers. */
    private static final int MANY = 66_000;
    private static final int A_PORTION = 500;

    @Graded(task = 3, points = 2, clause = {"MQTT-2.3.1-4", "MQTT-4.3.2-1"}, dependsOn = "sendsWithQos1",
            hint = "The client says which message it has by the identifier alone. Until its PUBACK comes, no other message "
                    + "to this client may have the same. The publisher's identifier is no help: others publish, too.")
    @DisplayName("ten messages may be under way to a client at once, each with an identifier of its own")
    void unusedIdentifiers(Scene scene) {
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connect(scene.name("ana")), topic);
        // Both have the same identifiers for their messages.
        List<Newsroom> newsrooms = List.of(new Newsroom(scene, topic), new Newsroom(scene, topic));
        for (int round = 0; round < ROUNDS; round++) {
            newsrooms.forEach(newsroom -> newsroom.publishes(scene, UNDER_WAY / 2));
            ana.next(UNDER_WAY);
            ana.acknowledgeAll();
            // The next messages find room: who sends what has waited for it is another check's concern.
            ana.answered(scene);
        }
        unusedWithEach(scene);
    }

    /** What goes to two clients at once has an unused identifier with each of them, whatever is under way to the other. */
    private static void unusedWithEach(Scene scene) {
        Newsroom forAna = new Newsroom(scene, scene.name("ana"));
        Newsroom forBea = new Newsroom(scene, scene.name("bea"));
        Newsroom forBoth = new Newsroom(scene, scene.name("both"));
        Hesitant ana = Hesitant.subscribed(scene.connect(scene.name("ana")), forAna.topic());
        Hesitant bea = Hesitant.subscribed(scene.connect(scene.name("bea")), forBea.topic());
        List.of(ana, bea).forEach(each -> each.client().subscribe(forBoth.topic(), 1));
        forAna.publishes(scene, A_FEW);
        ana.next(A_FEW);
        forBoth.publishes(scene, A_FEW);
        ana.next(A_FEW);
        bea.next(A_FEW);
        forBea.publishes(scene, A_FEW + 1);
        bea.next(A_FEW + 1);
    }

    @Graded(task = 3, points = 2, dear = true, seconds = 120, clause = {"MQTT-2.3.1-1", "MQTT-2.3.1-4", "MQTT-4.6.0-6"},
            dependsOn = "unusedIdentifiers",
            hint = "A PUBACK sets an identifier free. There are 65,535 of them, and 0 is not among them: what comes after "
                    + "the last?")
    @DisplayName("66,000 messages arrive in their order, though there are only 65,535 identifiers")
    void allIdentifiersComeAround(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connectUntraced(scene.name("ana"));
        ana.subscribe(topic, 1);
        Newsroom newsroom = new Newsroom(scene, topic);
        for (int number = 1; number <= MANY; number++) {
            if (number % A_PORTION == 1) {
                newsroom.publishes(scene, Math.min(A_PORTION, MANY - number + 1));
            }
            Newsroom.requireNumber(scene, Hesitant.reliable(ana), number);
        }
    }

    @Graded(task = 3, points = 2, dear = true, seconds = 120, clause = "MQTT-2.3.1-4", dependsOn = "allIdentifiersComeAround",
            hint = "After 65,535 comes 1, if it is free. Is it? An identifier belongs to its message until just this message "
                    + "is acknowledged.")
    @DisplayName("while a client leaves one message unacknowledged, 66,000 others go by, and none takes its identifier")
    void identifierOfTheSlowest(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), topic);
        Newsroom newsroom = new Newsroom(scene, topic);
        newsroom.publishes(scene, 1);
        ana.next();
        for (int number = 1; number <= MANY; number++) {
            if (number % A_PORTION == 1) {
                newsroom.publishes(scene, A_PORTION);
            }
            Optional<Packet> next = ana.nextUnlessClosed();
            if (next.isEmpty()) {
                // Clients are to acknowledge in order [MQTT-4.6.0-2]: a broker may have no patience with one that does not.
                return;
            }
            ana.acknowledge(List.of(next.get().packetId()));
        }
    }

    @Graded(task = 3, points = 2, dependsOn = "unusedIdentifiers",
            reason = "A client with several threads may acknowledge in another order than it should [MQTT-4.6.0-2]. A broker "
                    + "may close its connection; if it does not, each PUBACK counts for the message whose identifier it has.",
            hint = "Do you look for the message that a PUBACK is about, or take the one that has waited for longest?")
    @DisplayName("PUBACKs in another order end the connection, or count for the messages whose identifiers they have")
    void acknowledgedInAnyOrder(Scene scene) {
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connect(scene.name("ana")), topic);
        Newsroom newsroom = new Newsroom(scene, topic);
        int published = 0;
        for (int round = 0; round < ROUNDS; round++) {
            newsroom.publishes(scene, UNDER_WAY);
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < UNDER_WAY; i++) {
                Optional<Packet> next = ana.nextUnlessClosed();
                if (next.isEmpty()) {
                    return;
                }
                published++;
                Newsroom.requireNumber(scene, next.get(), published);
                ids.add(next.get().packetId());
            }
            Collections.shuffle(ids, scene.random());
            ana.acknowledge(ids);
            Optional<List<Packet>> more = ana.untilAnswered();
            if (more.isEmpty()) {
                return;
            }
            scene.trace().require(more.get().isEmpty(), "nothing more, since all messages are acknowledged",
                    "%s came".formatted(more.get()));
        }
    }
}
