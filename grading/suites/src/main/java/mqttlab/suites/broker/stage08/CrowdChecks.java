package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Many of them, and other circumstances")
class CrowdChecks {

    /** More threads than anybody gives to a pool. */
    private static final int MANY = 200;
    private static final int LARGE = 64_000;
    /** 19 MB: more than the sockets on both sides hold, and more than many brokers let wait. */
    private static final int FLOOD = 300;
    private static final int CUT_OFF = 40;
    private static final int SILENT = 10;
    /** Of the many, so many hear of each other. */
    private static final int NEIGHBOURS = 20;
    /** Their wills, 96 MB, are three times the heap: in each of three ways of going, they would fill it. */
    private static final int GONE = 1_500;
    private static final int WAYS = 3;
    /** A clock for each would take more than the heap, also if it was stopped. */
    private static final int PACKETS = 1_000_000;
    private static final int PACKETS_AT_ONCE = 10_000;
    /** In seconds: nine hours. It is the same number where there is a sign: that mistake is another check's business. */
    private static final int LONG_KEEP_ALIVE = 32_767;

    @Graded(task = 4, points = 2, dear = true, clause = {"MQTT-3.1.2-24", "MQTT-3.1.2-8", "MQTT-3.1.2-4"},
            dependsOn = {"endsTheSilent", "withItsQos"},
            hint = "To be disconnected for silence is nothing else than to lose the network: the session stays, and what is "
                    + "published for it waits, also somebody else's will.")
    @DisplayName("a client that was disconnected for its silence keeps its session, and a will waits in it like any other "
            + "message")
    void forTheAbsent(Scene scene) {
        String topic = scene.name("will");
        String name = scene.name("eva");
        Packet connect = Packets.connect(name).cleanSession(false).keepAlive(Silence.KEEP_ALIVE).packet();
        WireClient eva = scene.connect(connect);
        eva.subscribe(topic, 1);
        Subscriber present = scene.subscriber(topic);
        Silence.isEnded(eva, Silence.KEEP_ALIVE);
        scene.connect(Wills.connect(scene.name("luis"), new Will(topic, Payload.of("gone"), 1, false)).packet()).abort();
        present.receivesExactly(topic, "gone");
        WireClient back = scene.open();
        back.send(connect);
        back.expect("CONNACK 0 accepted, session present", packet -> packet.type() == CONNACK && packet.returnCode() == 0
                && packet.sessionPresent());
        back.expect("the will with QoS 1", packet -> packet.type() == PUBLISH && packet.qos() == 1
                && packet.payload().equals(Payload.of("gone")));
        back.disconnectAndAwaitClosed();
        scene.connect(name).disconnect();
    }

    @Graded(task = 4, points = 2, dear = true, clause = {"MQTT-3.1.2-24", "MQTT-3.1.2-8"},
            dependsOn = {"endsTheSilent", "whenItIsSilent"},
            hint = "Its socket is full, and a thread of yours may be waiting to write into it. Does ending the connection wait "
                    + "for that, or for a lock that the writer holds? And if more waits for it than you allow, through which "
                    + "lines does its connection end?")
    @DisplayName("a client that neither sends nor reads is disconnected, too, however much waits for it, for its silence or "
            + "because that is too much, and its will comes")
    void neitherSendsNorReads(Scene scene) {
        String topic = scene.name("flood");
        String gone = scene.name("gone");
        Subscriber heir = scene.subscriber(gone + "/+");
        List<String> wills = List.of(gone + "/0", gone + "/1");
        for (int qos = 0; qos < wills.size(); qos++) {
            WireClient deaf = scene.connect(
                    Wills.connect(scene.name("deaf"), wills.get(qos), "deaf").keepAlive(2 * Silence.KEEP_ALIVE).packet());
            deaf.subscribe(topic, qos);
            deaf.stopReading();
        }
        flood(scene, topic, 1);
        wills.forEach(will -> Wills.await(heir, will));
        heir.receivesOneOnEach(wills);
        heir.receivesNothingMore();
    }

    private static void flood(Scene scene, String topic, int qos) {
        scene.trace().note("a newsroom publishes %d messages of %,d bytes with QoS %d".formatted(FLOOD, LARGE, qos));
        WireClient newsroom = scene.connectUntraced(scene.name("newsroom"));
        Payload payload = Payload.of(new byte[LARGE]);
        for (int id = 1; id <= FLOOD; id++) {
            PublishBuilder publish = Packets.publish(topic).payload(payload);
            newsroom.sendOften((qos == 0 ? publish : publish.qos(qos, id)).packet().raw(), 1);
        }
        newsroom.ping();
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.1.2-24", "MQTT-3.1.2-8"},
            dependsOn = {"endsTheSilent", "whenItIsSilent", "notAfterDisconnect"},
            hint = "A router fails, and everybody behind it is silent from one moment on. What does the one who looks at the "
                    + "clock do for each of them, who waits meanwhile, and with which lock? A will goes to others that are just "
                    + "leaving. And who stops the clock of a client that has gone before its time?")
    @DisplayName("two hundred clients that fall silent at once are all disconnected, each will comes once, also where they hear "
            + "of each other, none comes of those who have gone before, and others are served")
    void manyAtOnce(Scene scene) {
        String street = scene.name("street");
        WireClient heir = scene.connectUntraced(scene.name("heir"));
        heir.subscribe(street + "/+", 0);
        WireClient bystander = scene.connectUntraced(scene.name("bystander"));
        twoGoBefore(scene, street, heir);
        List<String> names = Stream.generate(() -> scene.name("lamp")).limit(MANY).toList();
        List<WireClient> lamps = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            WireClient lamp = scene.connect(lamp(names.get(i), street + "/" + i));
            if (i < NEIGHBOURS) {
                lamp.subscribe(street + "/+", 1);
            }
            lamps.add(lamp);
        }
        Silence.beatUntilEnded(lamps.getLast(), Silence.LATEST, () -> {
            bystander.ping();
            heir.ping();
        });
        lamps.forEach(lamp -> Silence.isEnded(lamp, Silence.KEEP_ALIVE));
        Set<String> missing = IntStream.range(0, MANY).mapToObj(lamp -> street + "/" + lamp)
                .collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < MANY; i++) {
            Packet will = heir.expect(PUBLISH);
            scene.trace().require(missing.remove(will.topic()), "the will of each lamp, once",
                    "this came, too, or again: %s".formatted(will));
        }
        heir.send(Packets.pingreq());
        heir.expect(PINGRESP);
        names.subList(0, NEIGHBOURS).forEach(name -> scene.connect(name).ping());
    }

    /** With QoS 1, as a message with QoS 0 may go to a subscriber past what its session is busy with. */
    private static Packet lamp(String name, String topic) {
        return Wills.connect(name, new Will(topic, Payload.of("dark"), 1, false)).keepAlive(Silence.KEEP_ALIVE).packet();
    }

    /** When their time is over, they have gone long before. */
    private static void twoGoBefore(Scene scene, String street, WireClient heir) {
        scene.connect(lamp(scene.name("lamp"), street + "/switched-off")).disconnectAndAwaitClosed();
        scene.connect(lamp(scene.name("lamp"), street + "/cut-off")).abort();
        heir.expect("the will of the lamp that is cut off",
                packet -> packet.type() == PUBLISH && packet.topic().equals(street + "/cut-off"));
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, dependsOn = {"manyAtOnce", "neitherSendsNorReads"},
            reason = "Whoever publishes a will may be the one who looks at the clock for everybody. A subscriber that does not "
                    + "read must not be able to stop it.",
            hint = "Which thread publishes the will of a client that was silent, and what does it wait for where a subscriber's "
                    + "buffer is full?")
    @DisplayName("wills come to everybody else although one of their subscribers does not read")
    void pastASleeper(Scene scene) {
        String topic = scene.name("will");
        WireClient sleeper = scene.connectUntraced(scene.name("sleeper"));
        sleeper.subscribe(topic, 0);
        WireClient other = scene.connectUntraced(scene.name("sleeper")).withoutAcknowledging();
        other.subscribe(topic, 2);
        sleeper.stopReading();
        other.stopReading();
        flood(scene, topic, 0);
        WireClient heir = scene.connectUntraced(scene.name("heir"));
        heir.subscribe(topic, 1);
        WireClient bystander = scene.connect(scene.name("bystander"));
        List<WireClient> silent = IntStream.range(0, SILENT)
                .mapToObj(i -> scene.connect(large(scene, topic, "silent " + i, Silence.KEEP_ALIVE))).toList();
        Set<String> wills = new TreeSet<>();
        for (int i = 0; i < CUT_OFF; i++) {
            String message = "cut off " + i;
            scene.connect(large(scene, topic, message, 0)).abort();
            bystander.ping();
            while (!wills.contains(message)) {
                wills.add(nextWill(heir));
            }
        }
        silent.forEach(client -> Silence.isEnded(client, Silence.KEEP_ALIVE));
        while (wills.size() < CUT_OFF + SILENT) {
            wills.add(nextWill(heir));
        }
        bystander.ping();
    }

    private static String nextWill(WireClient heir) {
        return heir.expect("the will of each of them", packet -> packet.type() == PUBLISH).payload().text().orElse("").strip();
    }

    private static Packet large(Scene scene, String topic, String message, int keepAlive) {
        return Wills.connect(scene.name("ana"), new Will(topic, padded(message), 2, false)).keepAlive(keepAlive).packet();
    }

    private static Payload padded(String message) {
        return Payload.of(message + " ".repeat(LARGE - message.length()));
    }

    @Graded(task = 4, points = 1, heap = 32, seconds = 240, dear = true, dependsOn = "notAfterDisconnect",
            reason = "Clients come and go for months, most of them with a will and a keep alive, and those that stay send "
                    + "millions of packets. What is left of each fills the memory.",
            hint = "A clock for each client, or for each packet, holds what it needs until it rings: for up to 27 hours, also if "
                    + "it was stopped. What forgets a will where the session stays? And how "
                    + "often does somebody have to look at the clock?")
    @DisplayName("of 1,500 clients that have gone in any way, neither a will nor a clock is left, nor is a clock of 1,000,000 "
            + "packets, and then the broker has nothing to do")
    void forgetsTheGone(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String topic = scene.name("will");
        WireClient bystander = scene.connectUntraced(scene.name("bystander"));
        scene.trace().note("%,d clients with a keep alive of %,d s and a will of %,d bytes come and go"
                .formatted(GONE, LONG_KEEP_ALIVE, LARGE));
        for (int i = 0; i < GONE; i++) {
            String name = scene.name("visitor");
            // Each way of going with sessions of both kinds.
            boolean clean = i / WAYS % 2 == 0;
            WireClient visitor = scene.openUntraced();
            visitor.send(Wills.connect(name, new Will(topic, padded("visitor " + i), 2, false)).cleanSession(clean)
                    .keepAlive(LONG_KEEP_ALIVE).packet());
            visitor.expect(CONNACK);
            switch (i % WAYS) {
                case 0 -> visitor.disconnectAndAwaitClosed();
                case 1 -> visitor.abort();
                default -> isReplaced(scene, name, clean);
            }
            visitor.close();
            bystander.ping();
        }
        sendsMany(scene);
        bystander.ping();
        scene.connect(scene.name("newcomer")).ping();
        scene.awaitRestOfBroker();
    }

    /** By one without a will. */
    private static void isReplaced(Scene scene, String name, boolean clean) {
        WireClient newcomer = scene.openUntraced();
        newcomer.send(Packets.connect(name).cleanSession(clean).packet());
        newcomer.expect(CONNACK);
        newcomer.disconnectAndAwaitClosed();
        newcomer.close();
    }

    private static void sendsMany(Scene scene) {
        scene.trace().note("a client with a keep alive of %,d s publishes %,d messages to nobody"
                .formatted(LONG_KEEP_ALIVE, PACKETS));
        WireClient sensor = scene.openUntraced();
        sensor.send(Packets.connect(scene.name("sensor")).keepAlive(LONG_KEEP_ALIVE).packet());
        sensor.expect(CONNACK);
        byte[] publish = Packets.publish(scene.name("none")).packet().raw();
        ByteArrayOutputStream portion = new ByteArrayOutputStream(PACKETS_AT_ONCE * publish.length);
        for (int i = 0; i < PACKETS_AT_ONCE; i++) {
            portion.writeBytes(publish);
        }
        byte[] glued = portion.toByteArray();
        for (int sent = 0; sent < PACKETS; sent += PACKETS_AT_ONCE) {
            sensor.sendOften(glued, 1);
            sensor.ping();
        }
    }
}
