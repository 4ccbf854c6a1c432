package mqttlab.suites.broker.stage06;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import mqttlab.testkit.Count;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** More messages wait for a client than any window has: where one is taken a step forward by mistake, another one follows. */
@CheckSuite
@DisplayName("Steps that belong to another message, or to none")
class StepsChecks {

    private static final int MESSAGES = 2_000;
    private static final int OFTEN = 50;

    /**
     * What a client does wrong.
     *
     * @param qos with which it has subscribed
     */
    private record Mistake(String title, int qos, Consumer<Hesitant> made) {
    }

    /** First the PUBRECs: if they count for other clients, too, a PUBCOMP then completes what its sender has not received. */
    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("each PUBREC twice", 2, ana -> {
                ana.receive(ana.underWay());
                ana.receiveAgain(ana.underWay());
            }),
            new Mistake("a PUBACK in place of each PUBREC", 2, ana -> ana.send(ana.underWay(), Packets::puback)),
            new Mistake("a PUBCOMP in place of each PUBREC", 2, ana -> ana.send(ana.underWay(), Packets::pubcomp)),
            new Mistake("a PUBACK in place of each PUBCOMP", 2, ana -> {
                ana.receive(ana.underWay());
                ana.send(ana.underWay(), Packets::puback);
            }),
            new Mistake("one PUBCOMP very often", 2, ana -> {
                List<Integer> first = ana.underWay().subList(0, 1);
                ana.receive(first);
                ana.complete(first);
                ana.next();
                ana.rest();
                ana.forgetReleased();
                ana.send(Collections.nCopies(OFTEN, first.getFirst()), Packets::pubcomp);
            }),
            new Mistake("PUBRECs and PUBCOMPs for nothing", 2, ana -> {
                List<Integer> unused = Collections.nCopies(OFTEN, ana.unusedId());
                ana.receiveAgain(unused);
                ana.send(unused, Packets::pubcomp);
            }),
            new Mistake("a PUBREC in place of each PUBACK", 1, ana -> ana.receiveAgain(ana.underWay())),
            new Mistake("a PUBCOMP in place of each PUBACK", 1, ana -> ana.send(ana.underWay(), Packets::pubcomp)));

    @Graded(task = 4, points = 2, dependsOn = "windowCountsUntilPubcomp",
            reason = "A packet that is not due breaks the protocol: a broker may close the connection, or overlook it, or answer "
                    + "a PUBREC with a PUBREL. It is not to believe that a message has arrived. Nor is it to answer a PUBCOMP: "
                    + "two sides that both answer would never stop.",
            hint = "For each client and each identifier there is one packet that is due. Look at the client, the identifier and "
                    + "the step before you forget a message, or count one less. In the table of the handout: which fields are "
                    + "empty?")
    @DisplayName("a PUBACK, PUBREC or PUBCOMP that is not due ends the connection, or no message follows it, neither at once nor "
            + "with the next one, and nothing comes to other clients")
    void stepsThatAreNotDue(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        List<Hesitant> clients = MISTAKES.stream()
                .map(each -> Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), each.qos(), topic)).toList();
        Newsroom newsroom = new Newsroom(scene, topic, 2);
        newsroom.publishes(scene, MESSAGES - 1);
        // Now nothing comes to any of them until it takes a step.
        clients.forEach(ana -> ana.window(scene));
        for (int i = 0; i < MISTAKES.size(); i++) {
            scene.trace().note("a client with QoS %d sends %s".formatted(MISTAKES.get(i).qos(), MISTAKES.get(i).title()));
            MISTAKES.get(i).made().accept(clients.get(i));
            requireNoMore(scene, clients.get(i), MISTAKES.get(i));
        }
        // Whoever has counted such packets finds room when the next message comes, or has made it for another client.
        newsroom.publishes(scene, 1);
        for (int i = 0; i < MISTAKES.size(); i++) {
            requireNoMore(scene, clients.get(i), MISTAKES.get(i));
        }
    }

    private static void requireNoMore(Scene scene, Hesitant ana, Mistake mistake) {
        ana.untilAnsweredUnlessClosed().filter(more -> !more.isEmpty()).ifPresent(more -> {
            throw scene.trace().failure("nothing more for the client that has sent %s".formatted(mistake.title()),
                    "%s came, the first of them was %s".formatted(Count.of(more.size(), "message"), more.getFirst()));
        });
    }

    @Graded(task = 4, points = 2, dependsOn = {"windowCountsUntilPubcomp", "arrivesOnceThoughRepeated"},
            reason = "Section 2.3.1: client and server choose identifiers independently, so messages with the same one may be "
                    + "under way in both directions at once.",
            hint = "There are two memories for each client: of what you send it, and of what it sends you. Which of the two does "
                    + "a PUBREL belong to, and which one a PUBCOMP?")
    @DisplayName("a client publishes with the identifiers of what is under way to it: neither direction takes the other's steps")
    void bothDirections(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        String hers = scene.name("hers");
        Subscriber reader = scene.subscriber(hers);
        Hesitant ana = Hesitant.subscribed(scene.connect(scene.name("ana")), 2, news);
        new Newsroom(scene, news, 2).publishes(scene, MESSAGES);
        ana.window(scene);
        List<Integer> ids = ana.underWay().subList(0, Hesitant.SMALLEST_WINDOW);
        WireClient client = ana.client();

        ids.forEach(id -> Exchange.complete(client, message(hers, "first", id).packet()));
        Exchange.nothingMore(client);

        ids.forEach(id -> Exchange.begin(client, message(hers, "second", id).packet()));
        ana.receive(ids);
        ana.complete(ids);
        ana.next(ids.size());
        // A window may grow: Mosquitto's does.
        ana.rest();
        ids.forEach(id -> Exchange.begin(client, message(hers, "second", id).duplicate().packet()));
        ids.forEach(id -> Exchange.end(client, id));
        for (String time : List.of("first", "second")) {
            ids.forEach(id -> reader.receives(hers, "%s with identifier %d".formatted(time, id)));
        }
        reader.receivesNothingMore();
    }

    private static PublishBuilder message(String topic, String time, int id) {
        return Packets.publish(topic).qos(2, id).payload("%s with identifier %d".formatted(time, id));
    }
}
