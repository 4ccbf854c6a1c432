package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
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
    /** 19 MB: more than the sockets on both sides hold. */
    private static final int FLOOD = 300;
    private static final int CUT_OFF = 40;
    private static final int SILENT = 10;
    /** Their wills, 96 MB, are twice the heap. */
    private static final int GONE = 1_500;
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
                    + "for that, or for a lock that the writer holds?")
    @DisplayName("a client that neither sends nor reads is disconnected, too, however much waits for it")
    void neitherSendsNorReads(Scene scene) {
        String topic = scene.name("flood");
        String gone = scene.name("gone");
        Subscriber heir = scene.subscriber(gone);
        WireClient deaf = scene.connect(
                Wills.connect(scene.name("deaf"), gone, "deaf").keepAlive(2 * Silence.KEEP_ALIVE).packet());
        deaf.subscribe(topic, 0);
        deaf.stopReading();
        flood(scene, topic);
        Wills.await(heir, gone);
        heir.receivesExactly(gone, "deaf");
    }

    private static void flood(Scene scene, String topic) {
        scene.trace().note("a newsroom publishes %d messages of %,d bytes".formatted(FLOOD, LARGE));
        WireClient newsroom = scene.connectUntraced(scene.name("newsroom"));
        newsroom.sendOften(Packets.publish(topic).payload(Payload.of(new byte[LARGE])).packet().raw(), FLOOD);
        newsroom.ping();
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.1.2-24", "MQTT-3.1.2-8"},
            dependsOn = {"endsTheSilent", "whenItIsSilent"},
            hint = "A router fails, and everybody behind it is silent from the same moment on. What does the one who looks at "
                    + "the clock do for each of them, and who waits meanwhile?")
    @DisplayName("two hundred clients that fall silent at once are all disconnected, each will comes once, and others are served")
    void manyAtOnce(Scene scene) {
        String street = scene.name("street");
        WireClient heir = scene.connectUntraced(scene.name("heir"));
        heir.subscribe(street + "/+", 0);
        WireClient bystander = scene.connectUntraced(scene.name("bystander"));
        List<WireClient> lamps = IntStream.range(0, MANY).mapToObj(lamp -> scene.connect(
                Wills.connect(scene.name("lamp"), street + "/" + lamp, "dark").keepAlive(Silence.KEEP_ALIVE).packet())).toList();
        Silence.beatUntilEnded(lamps.getLast(), Silence.LATEST, () -> {
            bystander.ping();
            heir.ping();
        });
        lamps.forEach(lamp -> Silence.isEnded(lamp, Silence.KEEP_ALIVE));
        Set<String> dark = new TreeSet<>();
        for (int i = 0; i < MANY; i++) {
            Packet will = heir.expect(PUBLISH);
            scene.trace().require(dark.add(will.topic()), "each will once", "it came again: %s".formatted(will));
        }
        heir.send(Packets.pingreq());
        heir.expect(PINGRESP);
        scene.connect(scene.name("newcomer")).ping();
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
        flood(scene, topic);
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
        Payload payload = Payload.of(message + " ".repeat(LARGE - message.length()));
        return Wills.connect(scene.name("ana"), new Will(topic, payload, 2, false)).keepAlive(keepAlive).packet();
    }

    @Graded(task = 4, points = 1, heap = 48, seconds = 240, dear = true, dependsOn = "notAfterDisconnect",
            reason = "Clients come and go for months, most of them with a will and a keep alive. What is left of each fills the "
                    + "memory.",
            hint = "Whoever sets a clock for each client hands it the client, too, and until it rings that stays: for up to 27 "
                    + "hours. And who takes a will out of the place where it was kept?")
    @DisplayName("of 1,500 clients that have gone, with a DISCONNECT or without one, neither a will nor a clock is left")
    void forgetsTheGone(Scene scene) {
        String topic = scene.name("will");
        WireClient bystander = scene.connectUntraced(scene.name("bystander"));
        scene.trace().note("%,d clients with a keep alive of %,d s and a will of %,d bytes come and go"
                .formatted(GONE, LONG_KEEP_ALIVE, LARGE));
        for (int i = 0; i < GONE; i++) {
            WireClient visitor = scene.open();
            visitor.sendOften(large(scene, topic, "visitor " + i, LONG_KEEP_ALIVE).raw(), 1);
            visitor.expect(CONNACK);
            if (i % 2 == 0) {
                visitor.disconnectAndAwaitClosed();
                visitor.close();
            } else {
                visitor.abort();
            }
            bystander.ping();
        }
        scene.connect(scene.name("newcomer")).ping();
    }
}
