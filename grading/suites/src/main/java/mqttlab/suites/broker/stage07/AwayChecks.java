package mqttlab.suites.broker.stage07;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

/** Where a real broker counts what waits for a client, it may drop messages, too, unless that is unlimited. */
@CheckSuite
@DisplayName("While it is away")
class AwayChecks {

    private static final int VISITS = 3;
    private static final int ROUNDS = 10;
    private static final int SOME = 5;
    private static final int MANY = 50;
    private static final int MESSAGES = 2_000;
    private static final int LARGE = 1_000_000;
    /** One less than the handout asks for: the others take room, too. */
    private static final int SOME_LARGE = 4;
    private static final int CLIENTS = 500;

    @Graded(task = 2, points = 3, clause = {"MQTT-3.1.2-5", "MQTT-4.5.0-1", "MQTT-3.8.4-6"}, dependsOn = "subscriptionsStay",
            hint = "A message with QoS 1 or 2 goes to the session, and the session keeps it until the client has acknowledged "
                    + "it: is it there when nobody is connected? And what of it is left when the client has it?")
    @DisplayName("what is published with QoS 1 and 2 while a client is away comes when it is back, with the lower QoS, once, "
            + "and not at its next visit")
    void waitsForItsClient(Scene scene) {
        String topic = scene.name("news");
        String low = scene.name("low");
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        ana.client().subscribe(low, 1);
        Publisher luis = scene.publisher();
        for (int visit = 1; visit <= VISITS; visit++) {
            ana.goes();
            String number = " " + visit;
            Map<Payload, Integer> missing = new HashMap<>();
            luis.publish(topic, 0, "may be dropped");
            publish(luis, topic, 1, "one" + number, 1, missing);
            publish(luis, topic, 2, "two" + number, 2, missing);
            publish(luis, low, 2, "with QoS 1 for her" + number, 1, missing);
            luis.publishRetained(topic, 1, "and retained" + number);
            missing.put(Payload.of("and retained" + number), 1);

            ana.returns();
            while (!missing.isEmpty()) {
                Packet came = ana.next();
                Integer qos = missing.remove(came.payload());
                scene.trace().require(qos != null && came.qos() == qos && !came.retain(),
                        "each of these, once and not marked as retained, with its QoS: " + missing, "%s came".formatted(came));
            }
            luis.publish(topic, 2, "the next" + number);
            ana.next(2, "the next" + number);
            ana.client().ping();
        }
    }

    private static void publish(Publisher luis, String topic, int qos, String message, int granted,
            Map<Payload, Integer> missing) {
        luis.publish(topic, qos, message);
        missing.put(Payload.of(message), granted);
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-4.3.2-1", "MQTT-4.3.3-1"}, dependsOn = "waitsForItsClient",
            hint = "DUP says that a PUBLISH may have been sent before. What has only waited has not been sent to anybody.")
    @DisplayName("what has waited for an absent client is sent for the first time when it is back, and has no DUP")
    void firstTimeWithoutDup(Scene scene) {
        String topic = scene.name("news");
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        Publisher luis = scene.publisher();
        int sentForTheFirstTime = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            ana.goes();
            // A broker may notice a little later that she has gone; then the message was under way to her.
            scene.connect(scene.name("somebody")).ping();
            luis.publish(topic, 1 + round % 2, "message " + round);
            ana.returns();
            sentForTheFirstTime += ana.next(1 + round % 2, "message " + round).duplicate() ? 0 : 1;
            ana.client().ping();
        }
        scene.trace().require(sentForTheFirstTime > 0, "messages without DUP, that have waited for a client which was not there",
                "all %d had DUP".formatted(ROUNDS));
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-4.6.0-1", "MQTT-4.6.0-6"}, dependsOn = "waitsForItsClient",
            hint = "There are three kinds of messages: under way when the connection ended, waiting since then, and new. In "
                    + "which order do they go out, and can a new one overtake while you send the others?")
    @DisplayName("what was under way comes first, then what was published while the client was away, then what is published now, "
            + "and each QoS in its order")
    void keepsItsOrder(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Visitor ana = Visitor.untraced(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        List<Newsroom> newsrooms = List.of(new Newsroom(scene, topic, 1), new Newsroom(scene, topic, 2));
        newsrooms.forEach(newsroom -> newsroom.publishes(scene, SOME));
        ana.next(2 * SOME);
        ana.isCut();
        scene.trace().note("ana has %d messages under way, and is cut off".formatted(2 * SOME));
        for (int i = 0; i < MANY; i++) {
            newsrooms.forEach(newsroom -> newsroom.publishes(scene, 1));
        }

        ana.returns();
        scene.trace().note("ana is back");
        int[] numbers = new int[2];
        for (int i = 0; i < 2 * (SOME + MANY + MANY); i++) {
            if (i % 2 == 0 && i / 2 < MANY) {
                newsrooms.forEach(newsroom -> newsroom.publishes(scene, 1));
            }
            Packet message = ana.next();
            numbers[message.qos() - 1]++;
            newsrooms.get(message.qos() - 1).require(scene, message, numbers[message.qos() - 1]);
            ana.finish(message);
        }
        whileItComesBack(scene, ana, newsrooms.getFirst(), numbers[0]);
    }

    /** Some messages have waited, and others are on their way to the broker in the very moment when she connects. */
    private static void whileItComesBack(Scene scene, Visitor ana, Newsroom newsroom, int before) {
        int number = before;
        for (int round = 0; round < ROUNDS; round++) {
            ana.goes();
            newsroom.publishes(scene, SOME);
            Runnable rest = newsroom.begins(SOME);
            ana.returns();
            rest.run();
            for (int i = 0; i < 2 * SOME; i++) {
                number++;
                Packet message = ana.next();
                newsroom.require(scene, message, number);
                ana.finish(message);
            }
        }
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.1.2-5", "MQTT-4.5.0-1", "MQTT-4.6.0-6"}, dependsOn = "waitsForItsClient",
            reason = "A client that was away for a night finds a lot of mail, and has the memory of a light bulb.",
            hint = "What has waited goes through the same window as all else: no more than that at once, and the next one for "
                    + "each PUBACK or PUBCOMP. How many may wait, and what becomes of the next one?")
    @DisplayName("2,000 messages wait for a client that is away: when it is back it gets 10 to 1,000, and all others, in order, "
            + "as it acknowledges")
    void manyWait(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        for (int qos = 1; qos <= 2; qos++) {
            String topic = scene.name("news");
            Visitor ana = Visitor.untraced(scene, scene.name("ana"));
            ana.comes(false);
            ana.client().subscribe(topic, qos);
            ana.goes();
            Newsroom newsroom = new Newsroom(scene, topic, qos);
            newsroom.publishes(scene, MESSAGES);
            scene.trace().note("ana, who has subscribed to it with QoS %d and was away, is back".formatted(qos));
            ana.returns();
            List<Packet> window = ana.window();
            newsroom.require(scene, window, 1);
            window.forEach(ana::finish);
            for (int number = window.size() + 1; number <= MESSAGES; number++) {
                Packet message = ana.next();
                newsroom.require(scene, message, number);
                ana.finish(message);
            }
        }
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.1.2-5", "MQTT-4.5.0-1"}, dependsOn = "waitsForItsClient",
            hint = "A limit that is meant for many short messages may be too small for one long one. And are the bytes that wait "
                    + "still those that were published: the topic, the length, the payload?")
    @DisplayName("messages of all sizes, some of a megabyte, wait for a client that is away, and come as they were published")
    void largeOnesWait(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("Cádiz/🎭");
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        List<Payload> payloads = payloads(topic);
        Publisher luis = scene.publisher();
        for (int qos = 1; qos <= 2; qos++) {
            ana.goes();
            for (Payload payload : payloads) {
                luis.client().publish(topic, qos, payload.bytes());
            }
            ana.returns();
            for (Payload payload : payloads) {
                ana.next("%s with QoS %d".formatted(payload, qos), packet -> Visitor.isMessage(packet)
                        && packet.topic().equals(topic) && packet.payload().equals(payload));
            }
            ana.client().ping();
        }
    }

    /** Some of them make packets whose length just fits into one or two bytes, or just does not. */
    private static List<Payload> payloads(String topic) {
        int otherFields = 2 + topic.getBytes(UTF_8).length + 2;
        List<Payload> payloads = new ArrayList<>(List.of(Payload.of(""), Payload.of(new byte[] {0, 1, -1})));
        IntStream.concat(IntStream.rangeClosed(126, 129), IntStream.rangeClosed(16_382, 16_385))
                .forEach(length -> payloads.add(Payload.of("x".repeat(length - otherFields))));
        IntStream.rangeClosed(1, SOME_LARGE).forEach(number -> payloads.add(Payload.of(number + "x".repeat(LARGE - 1))));
        return payloads;
    }

    @Graded(task = 2, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.1.2-4", "MQTT-4.5.0-1"},
            dependsOn = "waitsForItsClient",
            hint = "Is a message kept for each session that it matches, or for the first one only? And which session is whose: "
                    + "by what do you find it among many?")
    @DisplayName("500 clients are away: when they come back, in any order, each gets what was published for all, and its own")
    void manyAreAway(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Visitor visitor = Visitor.untraced(scene, scene.name("visitor"));
            visitor.comes(false);
            visitor.client().subscribe(news + "/all", 1);
            visitor.client().subscribe(news + "/" + visitor.name(), 2);
            visitor.goes();
            visitors.add(visitor);
        }
        scene.trace().note("%d clients have subscribed to %s/all, and each to a topic of its own; all have gone"
                .formatted(CLIENTS, news));
        Publisher luis = scene.untracedPublisher();
        luis.publish(news + "/all", 1, "for all");
        visitors.forEach(visitor -> luis.publish(news + "/" + visitor.name(), 2, "for " + visitor.name()));
        Collections.shuffle(visitors, scene.random());
        for (Visitor visitor : visitors) {
            visitor.returns();
            List<Payload> missing = new ArrayList<>(List.of(Payload.of("for all"), Payload.of("for " + visitor.name())));
            while (!missing.isEmpty()) {
                Packet came = visitor.next();
                scene.trace().require(missing.remove(came.payload()), "for %s, once each: %s".formatted(visitor.name(), missing),
                        "%s came".formatted(came));
                visitor.finish(came);
            }
            visitor.goes();
        }
    }
}
