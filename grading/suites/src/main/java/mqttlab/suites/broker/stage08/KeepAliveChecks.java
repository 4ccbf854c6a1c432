package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Keep alive")
class KeepAliveChecks {

    @Graded(task = 1, points = 3, dear = true, clause = "MQTT-3.1.2-24",
            hint = "The CONNECT says how long the client may be silent, in seconds. After one and a half times as long, somebody "
                    + "has to close the connection: who looks at the clock, while the reader waits for bytes that never come? "
                    + "And with what does the time begin again?")
    @DisplayName("a client that is silent is disconnected after 1.5 times its keep alive, counted from its last packet, and not "
            + "before")
    void endsTheSilent(Scene scene) {
        WireClient silent = Silence.connected(scene, "silent", Silence.KEEP_ALIVE);
        WireClient pinging = Silence.connected(scene, "pinging", Silence.KEEP_ALIVE);
        WireClient publishing = Silence.connected(scene, "publishing", Silence.KEEP_ALIVE);
        Silence.awaitBeat();
        pinging.send(Packets.pingreq());
        publishing.send(Packets.publish(scene.name("news")).packet());
        Silence.isEnded(silent, Silence.KEEP_ALIVE);
        Silence.isEnded(pinging, Silence.KEEP_ALIVE);
        Silence.isEnded(publishing, Silence.KEEP_ALIVE);
    }

    @Graded(task = 1, points = 3, dear = true, seconds = 180, clause = {"MQTT-3.1.2-24", "MQTT-3.12.4-1"},
            dependsOn = "endsTheSilent",
            hint = "A client that has something to say need not send PINGREQs. Which of your methods notes that a packet has "
                    + "come, and does every packet get there: also one that is only an acknowledgement?")
    @DisplayName("a client that sends anything in time, be it a PINGREQ, a PUBLISH, a SUBSCRIBE or a PUBACK, stays connected")
    void anySignOfLife(Scene scene) {
        Rhythm.keep(scene, keepAlive -> new Talkers(scene, keepAlive));
    }

    /** Each of them sends one kind of packet. */
    private static final class Talkers implements Rhythm.Talk {

        private final String topic;
        private final String other;
        private final WireClient pinging;
        private final List<WireClient> publishing;
        private final WireClient subscribing;
        private final WireClient unsubscribing;
        /** They only answer: the one with PUBACKs, the other one with PUBRECs and PUBCOMPs. */
        private final List<WireClient> acknowledging;

        Talkers(Scene scene, int keepAlive) {
            topic = scene.name("news");
            other = scene.name("other");
            pinging = Silence.connected(scene, "pinging", keepAlive);
            publishing = Stream.of("publishing-0", "publishing-1", "publishing-2")
                    .map(name -> Silence.connected(scene, name, keepAlive)).toList();
            subscribing = Silence.connected(scene, "subscribing", keepAlive);
            unsubscribing = Silence.connected(scene, "unsubscribing", keepAlive);
            acknowledging = Stream.of("acknowledging-1", "acknowledging-2")
                    .map(name -> Silence.connected(scene, name, keepAlive)).toList();
            acknowledging.get(0).subscribe(topic, 1);
            acknowledging.get(1).subscribe(topic, 2);
        }

        @Override
        public void beat() {
            publishing.get(0).publish(other, 0, new byte[0]);
            publishing.get(1).publish(other, 1, new byte[0]);
            publishing.get(2).publish(topic, 2, new byte[0]);
            acknowledging.forEach(client -> client.expect(PUBLISH));
            subscribing.subscribe(other + "/none", 0);
            unsubscribing.unsubscribe(other);
            pinging.ping();
        }

        @Override
        public void end() {
            publishing.forEach(WireClient::ping);
            acknowledging.forEach(WireClient::ping);
            List.of(subscribing, unsubscribing, pinging).forEach(WireClient::ping);
        }
    }

    @Graded(task = 1, points = 2, dear = true, clause = "MQTT-3.1.2-24", dependsOn = "endsTheSilent",
            hint = "A keep alive of 0 turns it off: 1.5 times 0 is no time at all. The others go up to 65,535 s; what do they "
                    + "become in milliseconds, and do both bytes count, without a sign?")
    @DisplayName("a keep alive of 0 turns it off, and up to 65,535 s every one is as long as it says")
    void noneAndLong(Scene scene) {
        List<WireClient> patient = Stream.of(0, 65_535, 40_000, 32_768, 3_600, 768, 256)
                .map(keepAlive -> Silence.connected(scene, "keep-alive-" + keepAlive, keepAlive)).toList();
        WireClient two = Silence.connected(scene, "keep-alive-2", 2);
        WireClient four = Silence.connected(scene, "keep-alive-4", 4);
        Silence.isEnded(two, 2);
        Silence.isEnded(four, 4);
        patient.forEach(WireClient::ping);
    }

    @Graded(task = 1, points = 2, dear = true, clause = {"MQTT-3.1.2-24", "MQTT-3.1.4-2"}, dependsOn = "noneAndLong",
            hint = "By what do you look up when a client was heard last, and how long it may be silent? An identifier can have "
                    + "another connection by then, whose CONNECT says something else.")
    @DisplayName("a client that comes back, or replaces itself, has the keep alive of its newest CONNECT")
    void isOfTheConnection(Scene scene) {
        WireClient replaced = again(scene, scene.name("replaced"), client -> { });
        WireClient back = again(scene, scene.name("back"), WireClient::disconnectAndAwaitClosed);
        WireClient cut = again(scene, scene.name("cut"), WireClient::abort);
        String name = scene.name("shorter");
        scene.connect(name);
        WireClient shorter = scene.connect(Packets.connect(name).keepAlive(Silence.KEEP_ALIVE).packet());
        Silence.isEnded(shorter, Silence.KEEP_ALIVE);
        List.of(replaced, back, cut).forEach(WireClient::ping);
    }

    private interface End {
        void of(WireClient client);
    }

    /** First with a short keep alive, then without one. */
    private static WireClient again(Scene scene, String name, End end) {
        end.of(scene.connect(Packets.connect(name).keepAlive(Silence.KEEP_ALIVE).packet()));
        return scene.connect(name);
    }
}
