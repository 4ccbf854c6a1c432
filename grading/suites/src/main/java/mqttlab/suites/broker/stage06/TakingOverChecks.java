package mqttlab.suites.broker.stage06;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Taking a message over")
class TakingOverChecks {

    private static final int ID = 7;
    /** As many as the handout asks for. */
    private static final int AT_ONCE = 20;
    private static final int BURSTS = 10;
    private static final int OFTEN = 10;

    @Graded(task = 1, points = 2, clause = {"MQTT-3.3.4-1", "MQTT-4.3.3-2", "MQTT-2.3.1-6"},
            hint = "A PUBLISH with QoS 2 is answered with a PUBREC, and the PUBREL that the client sends then with a PUBCOMP. "
                    + "All four have the same packet identifier, and the last three have nothing else in them.")
    @DisplayName("a PUBLISH with QoS 2 is answered with a PUBREC, and a PUBREL with a PUBCOMP, not earlier")
    void answersInTurn(Scene scene) {
        WireClient luis = scene.connect(scene.name("luis"));
        String topic = scene.name("news");
        for (int id : new int[] {1, 127, 128, 255, 256, 0x1234, 0x7fff, 0x8000, 0xfffe, 0xffff}) {
            Exchange.begin(luis, Packets.publish(topic).qos(2, id).payload("with identifier " + id).packet());
            Exchange.nothingMore(luis);
            Exchange.end(luis, id);
            Exchange.nothingMore(luis);
        }
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-4.3.3-2", "MQTT-3.8.4-6"}, dependsOn = "answersInTurn",
            hint = "Deliver the message when its PUBLISH comes, or keep it and deliver it when the PUBREL comes: one of the two. "
                    + "And the PUBREL sets the identifier free: what do you remember of it afterwards?")
    @DisplayName("a message arrives once, by its PUBCOMP at the latest; then its identifier is that of a new one")
    void arrivesOnce(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        // With QoS 1, the PUBACK has set the identifier free. In the payload it would be seen as AB.
        luis.client().send(Packets.publish(topic).qos(1, 0x4142).payload("zero").packet());
        luis.client().expect(PUBACK, 0x4142);
        ana.receivesExactly(topic, "zero");
        for (String message : List.of("one", "two", "two", "")) {
            Exchange.complete(luis.client(), Packets.publish(topic).qos(2, 0x4142).payload(message).packet());
            ana.receivesExactly(topic, message);
        }
        nothingMoreOf(scene, luis, ana);
    }

    private static void nothingMoreOf(Scene scene, Publisher luis, Subscriber ana) {
        List<Packet> more = ana.receivesAllOf(luis);
        scene.trace().require(more.isEmpty(), "each message once", "there came more: " + more);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.3.3-2", dependsOn = "arrivesOnce",
            hint = "Until its PUBREL has come, an identifier means a message that you have. What comes with it again gets a "
                    + "PUBREC again, and is not delivered again. For how many messages of one client do you remember that?")
    @DisplayName("a PUBLISH that comes again before its PUBREL gets a PUBREC, and is not delivered again")
    void arrivesOnceThoughRepeated(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        comesTwice(luis, ana, message(topic, ID, 1, false), message(topic, ID, 1, true));
        nothingMoreOf(scene, luis, ana);

        // Two have the same text each, and are two messages all the same.
        List<Integer> ids = IntStream.rangeClosed(1, AT_ONCE).boxed().toList();
        for (boolean dup : new boolean[] {false, true}) {
            ids.forEach(id -> Exchange.begin(luis.client(), message(topic, id, id / 2, dup)));
        }
        ids.forEach(id -> Exchange.end(luis.client(), id));
        ids.forEach(id -> ana.receivesExactly(topic, "message " + id / 2));
        nothingMoreOf(scene, luis, ana);
    }

    private static void comesTwice(Publisher luis, Subscriber ana, Packet first, Packet second) {
        Exchange.begin(luis.client(), first);
        Exchange.begin(luis.client(), second);
        Exchange.end(luis.client(), first.packetId());
        ana.receivesExactly(first.topic(), first.payload());
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.3.3-2", dependsOn = "arrivesOnceThoughRepeated",
            hint = "A client has to set DUP when it sends again, and not all of them do. Does your broker look at the flag, or "
                    + "at the identifier?")
    @DisplayName("a PUBLISH that comes again before its PUBREL is not new, also without DUP")
    void arrivesOnceWithoutDup(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        for (int number = 1; number <= 2; number++) {
            comesTwice(luis, ana, message(topic, ID, number, false), message(topic, ID, number, false));
            nothingMoreOf(scene, luis, ana);
        }
    }

    private static Packet message(String topic, int id, int number, boolean dup) {
        PublishBuilder publish = Packets.publish(topic).qos(2, id).payload("message " + number);
        return (dup ? publish.duplicate() : publish).packet();
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.3.3-2", dependsOn = "arrivesOnceThoughRepeated",
            hint = "DUP says that the client has sent it before, and not that you have got it: the first copy may be lost. Only "
                    + "the identifier says whether a message is new, and after the PUBREL it is free, whatever comes with it.")
    @DisplayName("a PUBLISH with DUP whose identifier is free is a new message, also if its text is an old one")
    void takesNewOnesWithDup(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        for (int number : new int[] {1, 2, 2}) {
            Exchange.complete(luis.client(), message(topic, ID, number, true));
            ana.receivesExactly(topic, "message " + number);
        }
        comesTwice(luis, ana, message(topic, ID, 2, true), message(topic, ID, 2, true));
        nothingMoreOf(scene, luis, ana);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.3.3-2", dependsOn = "arrivesOnceThoughRepeated",
            hint = "The third copy is as little new as the second one: does what recognises one still recognise the next?")
    @DisplayName("a PUBLISH that comes ten times before its PUBREL gets ten PUBRECs, and is delivered once")
    void arrivesOnceHoweverOften(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        for (int number = 1; number <= 2; number++) {
            Packet[] copies = new Packet[OFTEN];
            Arrays.fill(copies, message(topic, ID, number, true));
            copies[0] = message(topic, ID, number, false);
            luis.client().send(copies);
            for (int i = 0; i < OFTEN; i++) {
                luis.client().expect(PUBREC, ID);
            }
            Exchange.end(luis.client(), ID);
            ana.receivesExactly(topic, "message " + number);
        }
        nothingMoreOf(scene, luis, ana);
    }

    @Graded(task = 1, points = 2, clause = "MQTT-4.3.3-2", dependsOn = "arrivesOnceThoughRepeated",
            hint = "A client that did not get your PUBCOMP sends its PUBREL again. You have forgotten the identifier, and it "
                    + "waits: what does it want to hear? And whose identifier does a PUBREL set free?")
    @DisplayName("a PUBREL that comes again, or with an unknown identifier, is answered with a PUBCOMP, and changes nothing")
    void answersEveryPubrel(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Publisher luis = scene.publisher();
        WireClient client = luis.client();
        Exchange.end(client, ID);
        for (int number = 1; number <= 3; number++) {
            Exchange.begin(client, message(topic, ID, number, false));
            Exchange.end(client, ID + 1);
            Exchange.end(client, ID - 1);
            Exchange.begin(client, message(topic, ID, number, true));
            client.send(Packets.pubrel(ID), Packets.pubrel(ID));
            client.expect(PUBCOMP, ID);
            client.expect(PUBCOMP, ID);
            Exchange.end(client, ID);
            ana.receivesExactly(topic, "message " + number);
        }
        nothingMoreOf(scene, luis, ana);
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-4.6.0-3", "MQTT-4.6.0-6"}, dependsOn = "arrivesOnce",
            hint = "Each client has identifiers of its own, and may have many messages on their way to you before it gets the "
                    + "first PUBREC. In which order do PUBRECs go out, and in which order do you deliver?")
    @DisplayName("two clients have 20 messages each on their way, with the same identifiers: PUBRECs, and the messages, come in "
            + "their order")
    void manyAtOnce(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        List<WireClient> clients = List.of(scene.connect(scene.name("luis")), scene.connect(scene.name("eva")));
        Series series = new Series();
        List<Integer> ids = IntStream.rangeClosed(1, AT_ONCE).map(i -> 7 * i).boxed().collect(Collectors.toList());
        for (int burst = 0; burst < BURSTS; burst++) {
            Collections.shuffle(ids, scene.random());
            for (WireClient client : clients) {
                client.send(burst(topic, ids, "client " + clients.indexOf(client), burst * AT_ONCE));
            }
            for (WireClient client : clients) {
                ids.forEach(id -> client.expect(PUBREC, id));
                client.send(ids.stream().map(Packets::pubrel).toArray(Packet[]::new));
                Exchange.awaitAll(client, PUBCOMP, ids);
            }
            for (int i = 0; i < clients.size() * AT_ONCE; i++) {
                series.requireNext(scene, ana.client().expect(PUBLISH));
            }
        }
    }

    private static Packet[] burst(String topic, List<Integer> ids, String name, int before) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> Packets.publish(topic).qos(2, ids.get(i)).payload(Series.text(name, before + i + 1)).packet())
                .toArray(Packet[]::new);
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-2.3.1-1", "MQTT-3.3.2-2", "MQTT-3.6.1-1", "MQTT-4.8.0-1"},
            dependsOn = "answersInTurn",
            hint = "What is wrong with QoS 1 is wrong with QoS 2. And the first byte of a PUBREL is 0x62, for no good reason: "
                    + "with other flags it is malformed.")
    @DisplayName("a PUBLISH with QoS 2 ends the connection if its identifier is 0 or not all there, or its topic is none, and so "
            + "does a PUBREL with other flags than 0010")
    void acknowledgesNothingMalformed(Scene scene) {
        String topic = scene.name("news");
        isClosed(scene, publish(topic));
        isClosed(scene, publish(topic, 7));
        isClosed(scene, publish(topic, 0, 0));
        isClosed(scene, publish(topic, 0, 0, 'h', 'i'));
        isClosed(scene, publish(topic + "/#", 0, 7));
        isClosed(scene, publish(topic + "/+/culture", 0, 7));
        isClosed(scene, publish("", 0, 7));
        for (int flags : new int[] {0b0000, 0b0011, 0b1010, 0b0100}) {
            isClosed(scene, new byte[] {(byte) (0x60 | flags), 2, 0, 7});
        }
        isClosed(scene, new byte[] {0x62, 1, 7});
    }

    /** @param rest what comes behind the topic: the identifier, if it is all there */
    private static byte[] publish(String topic, int... rest) {
        byte[] name = topic.getBytes(UTF_8);
        ByteBuffer publish = ByteBuffer.allocate(4 + name.length + rest.length);
        publish.put((byte) 0x34).put((byte) (2 + name.length + rest.length)).putShort((short) name.length).put(name);
        for (int each : rest) {
            publish.put((byte) each);
        }
        return publish.array();
    }

    private static void isClosed(Scene scene, byte[] packet) {
        WireClient luis = scene.connect(scene.name("luis"));
        luis.send(packet);
        luis.expectClosed();
    }
}
