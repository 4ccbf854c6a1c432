package mqttlab.suites.broker.stage05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Handing it on")
class HandingOnChecks {

    private static final int NEWSROOMS = 4;
    private static final int MESSAGES = 150;
    private static final int LONG = 60_000;
    private static final int SHORT = 10;
    /** Together 900 KB. */
    private static final int LONG_AND_SHORT = 30;
    /** Where one byte more takes another byte to say so; and a megabyte, which a broker must take. */
    private static final int[] REMAINING_LENGTHS = {126, 127, 128, 129, 130, 131, 16_382, 16_383, 16_384, 16_385, 16_386, 16_387,
            1_000_000};

    @Graded(task = 2, points = 1, clause = {"MQTT-3.8.4-5", "MQTT-3.8.4-6"},
            hint = "The SUBACK says for each filter what you will do. From now on you can do QoS 1; whoever asks for less "
                    + "gets less. Whoever asks for QoS 2 gets the best you have.")
    @DisplayName("a subscription is granted QoS 0 where 0 is asked for, 1 for 1, and 1 or 2 for 2")
    void grantsWhatItCan(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        String stem = scene.name("news");
        TopicFilter[] filters = new TopicFilter[9];
        Arrays.setAll(filters, i -> new TopicFilter(stem + "/" + i, i % 3));
        List<Integer> codes = ana.subscribe(filters);
        scene.trace().require(codes.size() == filters.length && IntStream.range(0, codes.size())
                        .allMatch(i -> codes.get(i) == i % 3 || i % 3 == 2 && codes.get(i) == 1),
                "the return codes 0, 1, and 1 or 2, and these three times again", "they were " + codes);
    }

    @Graded(task = 2, points = 3, clause = {"MQTT-4.3.2-1", "MQTT-2.3.1-1"}, dependsOn = {"grantsWhatItCan", "answersPublish"},
            hint = "A subscriber with QoS 1 gets a PUBLISH with an identifier that your broker has chosen, which is not 0. "
                    + "Its first byte is 0x32: QoS 1, no DUP, not retained.")
    @DisplayName("a subscriber with QoS 1 gets a message with QoS 1, with an identifier and without the flags DUP and retain")
    void sendsWithQos1(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(topic, 1);
        Publisher luis = scene.publisher();
        for (String message : List.of("Carnival begins", "", "it rains")) {
            luis.publish(topic, 1, message);
            Packet came = ana.expect("%s on %s, with QoS 1".formatted(Payload.of(message), topic),
                    packet -> packet.type() == PUBLISH && packet.qos() == 1 && packet.topic().equals(topic)
                            && packet.payload().equals(Payload.of(message)));
            scene.trace().require(came.packetId() != 0 && !came.duplicate() && !came.retain(),
                    "an identifier from 1 to 65,535, and neither DUP nor retain: it is sent for the first time",
                    "%s came".formatted(came));
        }
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.8.4-6", "MQTT-3.8.4-3"},
            dependsOn = {"sendsWithQos1", "goesToASubscriberWithQos0"},
            hint = "Two have a say: whoever publishes, and whoever subscribes. The smaller QoS of the two is the message's "
                    + "on its way out. Is it worked out for each subscriber anew? And what was granted when somebody "
                    + "subscribes again?")
    @DisplayName("each subscriber gets a message with the QoS it was published with, or the one it was granted, whichever is "
            + "lower")
    void takesTheLowerQos(Scene scene) {
        String topic = scene.name("news");
        WireClient zero = scene.connect(scene.name("zero"));
        WireClient one = scene.connect(scene.name("one"));
        WireClient two = scene.connect(scene.name("two"));
        zero.subscribe(topic, 0);
        one.subscribe(topic, 1);
        two.subscribe(topic, 2);
        // What is granted with a filter that does not match is of no account.
        zero.subscribe(topic + "/other", 1);
        one.subscribe(topic + "/other", 0);
        Publisher luis = scene.publisher();
        for (int qos : new int[] {0, 1, 1, 0}) {
            luis.publish(topic, qos, "published with QoS " + qos);
            comesWithQos(zero, 0);
            comesWithQos(one, qos);
            comesWithQos(two, qos);
        }
        for (int granted : new int[] {1, 0, 1}) {
            zero.subscribe(topic, granted);
            luis.publish(topic, 1, "for one who was granted QoS " + granted);
            comesWithQos(zero, granted);
        }
    }

    private static void comesWithQos(WireClient reader, int qos) {
        reader.expect("a PUBLISH with QoS " + qos, packet -> packet.type() == PUBLISH && packet.qos() == qos);
    }

    @Graded(task = 2, points = 2, clause = "MQTT-3.3.5-1", dependsOn = "takesTheLowerQos",
            hint = "Two filters of one client match the same message. You may send it once or twice; but the best that was "
                    + "granted counts, whichever filter is found first.")
    @DisplayName("where several filters of a client match, the message comes with the highest QoS of them")
    void overlappingFilters(Scene scene) {
        Publisher luis = scene.publisher();
        for (List<Integer> granted : List.of(List.of(0, 1, 0), List.of(1, 0, 0), List.of(0, 0, 1))) {
            String news = scene.name("news");
            WireClient ana = scene.connect(scene.name("ana"));
            List<String> filters = List.of(news + "/cadiz", news + "/+", news + "/#");
            for (int i = 0; i < filters.size(); i++) {
                ana.subscribe(filters.get(i), granted.get(i));
            }
            luis.publish(news + "/cadiz", 1, "Carnival begins");
            // The others may come with less, each for a filter of its own.
            for (Packet came = ana.expect(PUBLISH); came.qos() == 0;) {
                came = ana.expect("the message with QoS 1, which a filter was granted", packet -> packet.type() == PUBLISH);
            }
        }
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.1-3", "MQTT-3.3.1-9"}, dependsOn = "sendsWithQos1",
            hint = "DUP says that this connection has seen the packet before, and retain that the message was kept until "
                    + "somebody subscribed. For an existing subscriber neither is true, whatever the publisher's packet says.")
    @DisplayName("the flags DUP and retain of the publisher are not passed on to existing subscribers")
    void flagsAreNotPassedOn(Scene scene) {
        String topic = scene.name("news");
        WireClient zero = scene.connect(scene.name("zero"));
        WireClient one = scene.connect(scene.name("one"));
        zero.subscribe(topic, 0);
        one.subscribe(topic, 1);
        WireClient luis = scene.connect(scene.name("luis"));
        luis.send(Packets.publish(topic).qos(1, 7).duplicate().payload("perhaps again").packet());
        luis.expect(PUBACK, 7);
        scene.publisher().publishRetained(topic, 1, "for later ones, too");
        for (WireClient each : List.of(zero, one)) {
            comesWithoutFlags(each, "perhaps again");
            comesWithoutFlags(each, "for later ones, too");
        }
    }

    private static void comesWithoutFlags(WireClient reader, String message) {
        reader.expect("\"%s\" without the flags DUP and retain".formatted(message), packet -> packet.type() == PUBLISH
                && packet.payload().equals(Payload.of(message)) && !packet.duplicate() && !packet.retain());
    }

    @Graded(task = 2, points = 1, dependsOn = "sendsWithQos1",
            reason = "The remaining length counts bytes, not characters, and the two of the identifier are among them. And a "
                    + "publisher that has subscribed to its own topic is a subscriber like any other.",
            hint = "How many bytes does the remaining length take, and when do you decide that: with or without the "
                    + "identifier? Is there a message that is too large, or a subscriber that you leave out?")
    @DisplayName("what a subscriber publishes to its own topic comes back whole, whether its length takes one byte or three")
    void comesBackWhole(Scene scene) {
        String topic = scene.name("news") + "/Cádiz/🎭";
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(topic, 1);
        int id = 0;
        for (int length : REMAINING_LENGTHS) {
            id++;
            comesBack(ana, topic, id, Payload.of("x".repeat(length - 4 - topic.getBytes(UTF_8).length)));
        }
    }

    /** With its PUBACK, in whichever order. */
    private static void comesBack(WireClient ana, String topic, int id, Payload payload) {
        Predicate<Packet> isAnswer = packet -> packet.type() == PUBACK && packet.packetId() == id;
        Predicate<Packet> isMessage = packet -> packet.type() == PUBLISH && packet.qos() == 1 && packet.topic().equals(topic)
                && packet.payload().equals(payload);
        Packet message = Packets.publish(topic).qos(1, id).payload(payload).packet();
        String words = "the PUBACK id %d and the message itself, %,d bytes long, with QoS 1".formatted(id, message.size());
        ana.send(message);
        Packet first = ana.expect(words, isAnswer.or(isMessage));
        ana.expect(words, isAnswer.test(first) ? isMessage : isAnswer);
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-4.6.0-5", "MQTT-4.6.0-6"}, dependsOn = "takesTheLowerQos",
            hint = "Each message has to go through the same places in the same order: the one that waits must not be "
                    + "overtaken by the one that need not, also where that is a short one. Between the QoS levels the order is "
                    + "free, within each of them it is not.")
    @DisplayName("what several publishers send with QoS 0 and 1 in turn arrives completely, and with each QoS in its order, "
            + "also where long and short messages take turns")
    void keepsTheOrder(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(topic, 1);
        List<Publisher> newsrooms = Stream.generate(scene::publisher).limit(NEWSROOMS).toList();
        for (int i = 0; i < NEWSROOMS; i++) {
            newsrooms.get(i).client().send(burst(topic, i));
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < NEWSROOMS * MESSAGES; i++) {
            requireNext(scene, ana.expect(PUBLISH), counts);
        }
        longAndShort(scene);
    }

    /** Those that wait are a megabyte at most; a broker for which that is too much may close the connection. */
    private static void longAndShort(Scene scene) {
        Newsroom newsroom = new Newsroom(scene, scene.name("news"));
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), newsroom.topic());
        for (int i = 1; i <= LONG_AND_SHORT; i++) {
            newsroom.writes(i % 2 == 1 ? LONG : SHORT);
            newsroom.publishes(scene, 1);
        }
        ana.takesUnlessClosed(scene, 1, LONG_AND_SHORT);
    }

    private static Packet[] burst(String topic, int newsroom) {
        Packet[] packets = new Packet[MESSAGES];
        for (int i = 0; i < MESSAGES; i += 2) {
            int number = i / 2 + 1;
            packets[i] = Packets.publish(topic).payload(text(newsroom, 0, number)).packet();
            packets[i + 1] = Packets.publish(topic).qos(1, number).payload(text(newsroom, 1, number)).packet();
        }
        return packets;
    }

    private static String text(int newsroom, int qos, int number) {
        return "newsroom %d with QoS %d: %d".formatted(newsroom, qos, number);
    }

    private static void requireNext(Scene scene, Packet message, Map<String, Integer> counts) {
        String text = message.payload().text().orElse("");
        String series = text.substring(0, text.indexOf(':') + 1);
        int number = counts.merge(series, 1, Integer::sum);
        scene.trace().require(series.endsWith("QoS %d:".formatted(message.qos())) && text.equals(series + " " + number),
                "message %d of a newsroom with this QoS".formatted(number), "%s came".formatted(message));
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.3.1-5", "MQTT-3.8.4-6"}, dependsOn = "takesTheLowerQos",
            hint = "Keep with a retained message the QoS that it was published with. A new subscriber gets it with the lower "
                    + "one of this and its own, like any other message: with an identifier where it is 1.")
    @DisplayName("a message that was retained with QoS 0 or 1 comes to a new subscriber with that QoS, or the one that this "
            + "one is granted, whichever is lower")
    void retainsTheQos(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.untracedPublisher();
        for (int published : new int[] {1, 0, 1}) {
            String state = "Levante, published with QoS " + published;
            luis.publishRetained(weather, published, state);
            luis.awaitDelivered();
            for (int granted : new int[] {0, 1, 1}) {
                comesRetained(scene, weather, granted, Math.min(published, granted), state);
            }
        }
        luis.publishRetained(weather, 1, "");
        Subscriber later = scene.subscriber(weather);
        later.receivesNothingMore();
    }

    /** [MQTT-4.3.2-1] as something that has never been sent before, to this subscriber. */
    private static void comesRetained(Scene scene, String topic, int granted, int qos, String state) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(topic, granted);
        ana.expect("%s with QoS %d, with the retain flag and without DUP".formatted(Payload.of(state), qos),
                packet -> packet.type() == PUBLISH && packet.retain() && !packet.duplicate() && packet.qos() == qos
                        && (qos == 0 || packet.packetId() != 0) && packet.payload().equals(Payload.of(state)));
    }
}
