package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The will is published")
class FiringChecks {

    private static final int ROUNDS = 20;
    /** The first bytes of a PUBLISH of 16 bytes. */
    private static final byte[] HALF_A_PACKET = HexFormat.of().parseHex("3010000161");

    /** How a client goes that does not say goodbye. */
    private static final Map<String, Consumer<WireClient>> CUTS = cuts();

    /** Each is well known to be wrong, and ends the connection in the stages before this one. */
    private static final Map<String, String> VIOLATIONS = new TreeMap<>(Map.of(
            "a packet of type 0", "00 00",
            "a packet of type 15", "f0 00",
            "a SUBSCRIBE with wrong flags", "80 06 0001 0001 61 00",
            "a PUBLISH with QoS 3", "36 05 0001 61 0001",
            "a PUBLISH to a topic with a wildcard", "30 05 0003 61 2f 2b",
            "a remaining length of five bytes", "30 ff ff ff ff 7f"));

    private static Map<String, Consumer<WireClient>> cuts() {
        Map<String, Consumer<WireClient>> cuts = new LinkedHashMap<>();
        cuts.put("its connection is reset", WireClient::abort);
        cuts.put("its stream ends", WireClient::endSending);
        cuts.put("its stream ends within a packet", client -> {
            client.sendPart(HALF_A_PACKET, 0, HALF_A_PACKET.length - 1);
            client.endSending();
        });
        cuts.put("its connection is reset within a packet", client -> {
            client.sendPart(HALF_A_PACKET, 0, HALF_A_PACKET.length - 1);
            client.abort();
        });
        return cuts;
    }

    @Graded(task = 2, points = 3, clause = {"MQTT-3.1.2-8", "MQTT-3.1.2-9"},
            hint = "The will comes with the CONNECT and is kept with the connection. Through which lines of your broker does the "
                    + "end of every connection go, however it ends? That is where it is published: not when the client connects.")
    @DisplayName("a will is published when the connection is cut or ends without a DISCONNECT, and not while it lasts")
    void whenCutOff(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        CUTS.forEach((how, cut) -> {
            WireClient ana = scene.connect(Wills.connect(scene.name("ana"), topic, how).packet());
            ana.publish(scene.name("news"), 0, new byte[0]);
            ana.ping();
            heir.receivesNothingMore();
            cut.accept(ana);
            heir.receivesExactly(topic, how);
        });
        WireClient nameless = scene.connect(Wills.connect("", topic, "without a name").packet());
        scene.connect(Wills.connect("", topic, "without a name either").packet()).abort();
        heir.receivesExactly(topic, "without a name either");
        nameless.abort();
        heir.receivesExactly(topic, "without a name");
        heir.receivesNothingMore();
    }

    @Graded(task = 2, points = 2, dear = true, clause = {"MQTT-3.1.2-24", "MQTT-3.1.2-8"},
            dependsOn = {"endsTheSilent", "whenCutOff"},
            hint = "To be silent for too long ends a connection as a failure of the network does. Do your clock and your reader "
                    + "go through the same lines at the end, and what if each of them believes that the other one has published "
                    + "it?")
    @DisplayName("a will is published when the client is silent for longer than 1.5 times its keep alive, and not before, and "
            + "once")
    void whenItIsSilent(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        WireClient ana = scene.connect(Wills.connect(scene.name("ana"), topic, "silent").keepAlive(Silence.KEEP_ALIVE).packet());
        TracedPacket will = Wills.await(heir, topic);
        TracedPacket connect = scene.trace().one(fromClient(PacketType.CONNECT).onConnection(ana.connection()));
        Duration late = Silence.late(will, connect, Silence.KEEP_ALIVE);
        scene.trace().require(Silence.isDue(late), "the will not before %,d ms of silence".formatted(1_500 * Silence.KEEP_ALIVE),
                "it came %,d ms too early".formatted(-late.toMillis()), will);
        heir.receivesExactly(topic, "silent");
        Silence.isEnded(ana, Silence.KEEP_ALIVE);
        heir.receivesNothingMore();
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.1.2-8", "MQTT-4.8.0-1"}, dependsOn = "whenCutOff",
            hint = "Whoever breaks the rules has not said goodbye, although it is you who closes the connection. Which "
                    + "exceptions end a reader of yours, and does each of them lead to the will?")
    @DisplayName("a will is published when you close the connection because the client broke the protocol")
    void whenItBreaksTheRules(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        VIOLATIONS.forEach((what, hex) -> {
            WireClient ana = scene.connect(Wills.connect(scene.name("ana"), topic, what).packet());
            ana.sendHex(hex);
            ana.expectClosed();
            heir.receivesExactly(topic, what);
        });
        heir.receivesNothingMore();
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.1.2-8", "MQTT-3.1.0-2"}, dependsOn = "whenItBreaksTheRules",
            hint = "A second CONNECT breaks the rules, too, and the will of the first one is due. Does another part of your "
                    + "broker take care of it than of what is malformed?")
    @DisplayName("a will is published when you close the connection because of a second CONNECT")
    void whenItConnectsTwice(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        String name = scene.name("ana");
        WireClient ana = scene.connect(Wills.connect(name, topic, "of the first CONNECT").packet());
        ana.send(Wills.connect(name, topic, "of the second CONNECT").packet());
        ana.expectClosed();
        heir.receivesExactly(topic, "of the first CONNECT");
        heir.receivesNothingMore();
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.1.2-8", "MQTT-3.1.4-2"}, dependsOn = "whenCutOff",
            hint = "The old connection ends without a DISCONNECT, so its will is due. When: before the new one gets its CONNACK, "
                    + "or some time later, when the newcomer may have said that all is well again?")
    @DisplayName("a will is published when another connection takes over, and before anything that the newcomer publishes")
    void whenTakenOver(Scene scene) {
        String topic = scene.name("state");
        Publisher cleaner = scene.publisher();
        cleaner.publishRetained(topic, 1, "");
        Subscriber heir = scene.subscriber(topic);
        String name = scene.name("device");
        WireClient newcomer = scene.connect(device(name, topic, 0));
        for (int round = 1; round <= ROUNDS; round++) {
            newcomer = scene.open();
            newcomer.send(device(name, topic, round),
                    Packets.publish(topic).qos(1, 1).retain().payload("online " + round).packet());
            newcomer.expect("CONNACK 0 accepted", packet -> packet.type() == CONNACK && packet.returnCode() == 0);
            newcomer.expect(PUBACK, 1);
            heir.receivesExactly(topic, "offline " + (round - 1));
            heir.receivesExactly(topic, "online " + round);
        }
        Subscriber later = scene.subscriber(topic);
        later.receives(topic, "online " + ROUNDS);
        newcomer.disconnect();
    }

    private static Packet device(String name, String topic, int round) {
        return Wills.connect(name, new Will(topic, Payload.of("offline " + round), 1, true)).packet();
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.1.2-8", "MQTT-3.1.2-10"}, dependsOn = "whenTakenOver",
            hint = "A session goes on when its client comes back, and the connection that was replaced has ended all the same. "
                    + "Does the will belong to the session in your broker, or to the connection?")
    @DisplayName("a will is published when another connection takes over and goes on with the session")
    void whenTheSessionGoesOn(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        String name = scene.name("ana");
        scene.connect(Wills.connect(name, topic, "first").cleanSession(false).packet());
        WireClient second = scene.connect(Wills.connect(name, topic, "second").cleanSession(false).packet());
        heir.receivesExactly(topic, "first");
        second.abort();
        heir.receivesExactly(topic, "second");
        Wills.noneComes(scene, name, heir);
    }

    @Graded(task = 2, points = 1, clause = "MQTT-3.1.2-10", dependsOn = {"whenTakenOver", "whenItBreaksTheRules"},
            hint = "Two things can end a connection at the same moment. Which of your threads publishes the will, and how does "
                    + "the other one know?")
    @DisplayName("a will is published once, also if two things end the connection at the same time")
    void once(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        String name = scene.name("ana");
        WireClient old = scene.connect(Wills.connect(name, topic, "will 0").packet());
        for (int round = 1; round <= ROUNDS; round++) {
            WireClient newcomer = scene.open();
            newcomer.send(Wills.connect(name, topic, "will " + round).packet());
            List.<Consumer<WireClient>>of(WireClient::abort, client -> client.sendHex("f0 00"), WireClient::endSending)
                    .get(round % 3).accept(old);
            newcomer.expect(CONNACK);
            heir.receivesExactly(topic, "will " + (round - 1));
            old = newcomer;
        }
        old.disconnectAndAwaitClosed();
        Wills.noneComes(scene, name, heir);
    }
}
