package mqttlab.suites.broker.stage06;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Handing it on")
class HandingOnChecks {

    private static final int NEWSROOMS = 4;
    private static final int ROUNDS = 4;
    /** Of each QoS. */
    private static final int EACH = 20;
    private static final int LARGE = 1_000_000;
    /** More than sockets hold of a client that does not read. */
    private static final int A_FEW_LARGE = 14;
    private static final int A_FEW = 10;

    @Graded(task = 2, points = 2, clause = {"MQTT-4.3.3-1", "MQTT-2.3.1-6", "MQTT-3.6.1-1"}, dependsOn = "arrivesOnce",
            hint = "The same four packets, the other way round: you send the PUBLISH, with an identifier and without DUP, wait "
                    + "for the PUBREC, send the PUBREL, whose first byte is 0x62, and wait for the PUBCOMP.")
    @DisplayName("a subscriber that is granted QoS 2 gets a PUBLISH with QoS 2, and for its PUBREC a PUBREL, not earlier")
    void sendsInFourPackets(Scene scene) {
        String topic = scene.name("Cádiz/🎭");
        WireClient ana = scene.connect(scene.name("ana")).withoutAcknowledging();
        subscribe(scene, ana, topic, 2);
        WireClient luis = scene.connect(scene.name("luis"));
        for (Payload payload : payloads(topic)) {
            luis.publish(topic, 2, payload.bytes());
            Packet came = ana.expect("%s with QoS 2".formatted(payload), packet -> packet.type() == PUBLISH && packet.qos() == 2
                    && packet.topic().equals(topic) && packet.payload().equals(payload));
            scene.trace().require(came.packetId() != 0 && !came.duplicate() && !came.retain(),
                    "an identifier from 1 to 65,535, and neither DUP nor retain: it is sent for the first time",
                    "%s came".formatted(came));
            Exchange.nothingMore(ana);
            ana.send(Packets.pubrec(came.packetId()));
            ana.expect(PUBREL, came.packetId());
            Exchange.nothingMore(ana);
            ana.send(Packets.pubcomp(came.packetId()));
            Exchange.nothingMore(ana);
        }
    }

    private static void subscribe(Scene scene, WireClient client, String filter, int qos) {
        int granted = client.subscribe(filter, qos);
        scene.trace().require(granted == qos, "QoS %d is granted, which was asked for".formatted(qos), "it was QoS " + granted);
    }

    /** Some of them make packets whose length just fits into one or two bytes, or just does not. */
    private static List<Payload> payloads(String topic) {
        int otherFields = 2 + topic.getBytes(UTF_8).length + 2;
        return Stream.concat(Stream.of("Carnival begins", "", "x".repeat(LARGE)),
                IntStream.concat(IntStream.rangeClosed(126, 131), IntStream.rangeClosed(16_382, 16_387))
                        .mapToObj(length -> "x".repeat(length - otherFields))).map(Payload::of).toList();
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.1-3", "MQTT-3.10.4-3"}, dependsOn = "sendsInFourPackets",
            hint = "Your PUBLISH is sent for the first time, whatever the publisher's was, and to whomever: a publisher may have "
                    + "subscribed, too. And what is under way stays so when a filter goes: an UNSUBSCRIBE is about messages that "
                    + "are still to come.")
    @DisplayName("the DUP flag of the publisher is not passed on, its message comes back to it if it has subscribed, and an "
            + "UNSUBSCRIBE does not stop what is under way")
    void isItsOwnDelivery(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana")).withoutAcknowledging();
        subscribe(scene, ana, topic, 2);
        WireClient luis = scene.connect(scene.name("luis"));
        WireClient bea = scene.connect(scene.name("bea"));
        subscribe(scene, bea, topic, 1);
        Exchange.complete(luis, Packets.publish(topic).qos(2, 7).duplicate().payload("perhaps again").packet());
        comesWithoutDup(bea, 1, "perhaps again");
        Packet first = comesWithoutDup(ana, 2, "perhaps again");
        ana.publish(topic, 2, "from herself".getBytes(UTF_8));
        Packet second = comesWithoutDup(ana, 2, "from herself");
        ana.unsubscribe(topic);
        for (int id : List.of(first.packetId(), second.packetId())) {
            ana.send(Packets.pubrec(id));
            ana.expect(PUBREL, id);
            ana.send(Packets.pubcomp(id));
        }
        Exchange.nothingMore(ana);
    }

    private static Packet comesWithoutDup(WireClient reader, int qos, String message) {
        return reader.expect("\"%s\" with QoS %d and without DUP".formatted(message, qos), packet -> packet.type() == PUBLISH
                && packet.qos() == qos && !packet.duplicate() && packet.payload().equals(Payload.of(message)));
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.8.4-6", "MQTT-3.8.4-5", "MQTT-3.8.4-3"}, dependsOn = "sendsInFourPackets",
            hint = "There are nine cases now, and one rule: the lower of the QoS of the message and the QoS of the subscription. "
                    + "Which subscription: the best that the client has, or the one that matches?")
    @DisplayName("each subscriber gets a message with the QoS it was published with, or the one it was granted, whichever is "
            + "lower")
    void takesTheLowerQos(Scene scene) {
        String topic = scene.name("news");
        List<WireClient> readers = Stream.generate(() -> scene.connect(scene.name("reader"))).limit(3).toList();
        for (int granted = 0; granted < readers.size(); granted++) {
            subscribe(scene, readers.get(granted), topic, granted);
            subscribe(scene, readers.get(granted), scene.name("other"), 2);
        }
        Publisher luis = scene.publisher();
        for (int qos : new int[] {0, 1, 2, 2, 1, 0, 2}) {
            luis.publish(topic, qos, "published with QoS " + qos);
            for (int granted = 0; granted < readers.size(); granted++) {
                comesWithQos(readers.get(granted), Math.min(qos, granted));
            }
        }
        for (int granted : new int[] {2, 1, 2, 0, 2}) {
            subscribe(scene, readers.getFirst(), topic, granted);
            luis.publish(topic, 2, "for one who was granted QoS " + granted);
            comesWithQos(readers.getFirst(), granted);
        }
    }

    private static void comesWithQos(WireClient reader, int qos) {
        reader.expect("a PUBLISH with QoS " + qos, packet -> packet.type() == PUBLISH && packet.qos() == qos);
    }

    @Graded(task = 2, points = 1, clause = "MQTT-3.3.5-1", dependsOn = "takesTheLowerQos",
            hint = "Several filters of one client match the same message. You may send it once, or once for each filter; but the "
                    + "best that was granted counts, whichever filter is found first.")
    @DisplayName("where several filters of a client match, the message comes with the highest QoS of them")
    void overlappingFilters(Scene scene) {
        Publisher luis = scene.publisher();
        for (List<Integer> granted : List.of(List.of(1, 2, 0), List.of(2, 0, 1), List.of(0, 1, 2))) {
            String news = scene.name("news");
            WireClient ana = scene.connect(scene.name("ana"));
            List<String> filters = List.of(news + "/cadiz", news + "/+", news + "/#");
            for (int i = 0; i < filters.size(); i++) {
                ana.subscribe(filters.get(i), granted.get(i));
            }
            luis.publish(news + "/cadiz", 2, "Carnival begins");
            // The others may come with less, each for a filter of its own.
            for (Packet came = ana.expect(PUBLISH); came.qos() < 2;) {
                came = ana.expect("the message with QoS 2, which a filter was granted", packet -> packet.type() == PUBLISH);
            }
        }
    }

    @Graded(task = 2, points = 2, seconds = 120, clause = {"MQTT-4.6.0-5", "MQTT-4.6.0-6"}, dependsOn = "takesTheLowerQos",
            hint = "One with QoS 2 takes two steps more than the others, on its way in and on its way out, and must not be "
                    + "overtaken by the next one of its kind, nor overtake. What waits for the window, and who sends it when a "
                    + "PUBCOMP has come, or a PUBACK? What waits for the socket, and what of that may be dropped?")
    @DisplayName("what several publishers send with QoS 0, 1 and 2 in turn arrives completely, and with each QoS in its order, "
            + "also behind a full window or a full socket")
    void keepsTheOrder(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        severalPublishers(scene);
        behindAFullWindow(scene, 2, 1, 2);
        behindAFullWindow(scene, 2, 2, 1);
        behindAFullWindow(scene, 1, 2, 1);
        behindAFullSocket(scene);
    }

    private static void severalPublishers(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        subscribe(scene, ana, topic, 2);
        List<WireClient> newsrooms = Stream.generate(() -> scene.connect(scene.name("newsroom"))).limit(NEWSROOMS).toList();
        Series series = new Series();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < NEWSROOMS; i++) {
                newsrooms.get(i).send(burst(topic, i, round * EACH));
            }
            newsrooms.forEach(HandingOnChecks::completeBurst);
            for (int i = 0; i < NEWSROOMS * 3 * EACH; i++) {
                Packet message = ana.expect(PUBLISH);
                String name = series.requireNext(scene, message);
                scene.trace().require(name.endsWith("QoS " + message.qos()), "the QoS with which it was published",
                        "%s came".formatted(message));
            }
        }
    }

    /** Of messages with this QoS; behind them come some with the other one. All of them are for one who was granted so much. */
    private static void behindAFullWindow(Scene scene, int granted, int qos, int other) {
        String crowd = scene.name("crowd");
        String others = scene.name("others");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), granted, crowd, others);
        Newsroom inTheWindow = new Newsroom(scene, crowd, qos);
        Newsroom behind = new Newsroom(scene, others, other);
        inTheWindow.publishes(scene, Hesitant.LARGEST_WINDOW);
        behind.publishes(scene, A_FEW);
        int fromBehind = 0;
        for (int came = 1; came <= Hesitant.LARGEST_WINDOW + A_FEW; came++) {
            Packet message = ana.next();
            if (message.topic().equals(others)) {
                fromBehind++;
                behind.require(scene, message, fromBehind, granted);
            } else {
                inTheWindow.require(scene, message, came - fromBehind, granted);
            }
            ana.finish(message);
        }
    }

    /** A broker for which it is too much that 14 MB wait for a client may close the connection. */
    private static void behindAFullSocket(Scene scene) {
        String topic = scene.name("large");
        Hesitant sleeper = Hesitant.subscribed(scene.connectUntraced(scene.name("sleeper")), 2, topic);
        sleeper.client().stopReading();
        Newsroom newsroom = new Newsroom(scene, topic, 2, LARGE);
        newsroom.publishes(scene, A_FEW_LARGE);
        sleeper.client().resumeReading();
        sleeper.takesUnlessClosed(scene, newsroom, 1, A_FEW_LARGE);
    }

    private static Packet[] burst(String topic, int newsroom, int before) {
        Packet[] packets = new Packet[3 * EACH];
        for (int i = 0; i < packets.length; i++) {
            int qos = i % 3;
            var publish = Packets.publish(topic)
                    .payload(Series.text("newsroom %d with QoS %d".formatted(newsroom, qos), before + i / 3 + 1));
            packets[i] = (qos == 0 ? publish : publish.qos(qos, i + 1)).packet();
        }
        return packets;
    }

    /** PUBACKs and PUBRECs may come in any mixture. */
    private static void completeBurst(WireClient newsroom) {
        List<Integer> received = new ArrayList<>();
        for (int i = 0; i < 2 * EACH; i++) {
            Packet answer = newsroom.expect("a PUBACK or a PUBREC for each message",
                    packet -> packet.type() == PUBACK || packet.type() == PUBREC);
            if (answer.type() == PUBREC) {
                received.add(answer.packetId());
            }
        }
        newsroom.send(received.stream().map(Packets::pubrel).toArray(Packet[]::new));
        Exchange.awaitAll(newsroom, PUBCOMP, received);
    }
}
