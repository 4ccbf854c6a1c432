package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Keep alive")
class KeepAliveChecks {

    /** Each is a sign of life, and all together no more than the last of them: their time would be a minute. */
    private static final int PINGS = 20;

    /** How a client goes that comes back at once; the first one does not go, and is replaced. */
    private static final List<Consumer<WireClient>> ENDS =
            List.of(client -> { }, WireClient::disconnectAndAwaitClosed, WireClient::abort);

    @Graded(task = 1, points = 3, dear = true, clause = "MQTT-3.1.2-24",
            hint = "The CONNECT says how long the client may be silent, in seconds. After one and a half times as long, somebody "
                    + "has to close the connection: who looks at the clock, while the reader waits for bytes that never come? "
                    + "And with what does the time begin again? Only close: no broker of MQTT 3.1.1 sends a DISCONNECT.")
    @DisplayName("a client that is silent is disconnected after 1.5 times its keep alive, counted from its last packet, and not "
            + "before; it is sent nothing more")
    void endsTheSilent(Scene scene) {
        WireClient silent = Silence.connected(scene, "silent", Silence.KEEP_ALIVE);
        WireClient pinging = Silence.connected(scene, "pinging", Silence.KEEP_ALIVE);
        WireClient publishing = Silence.connected(scene, "publishing", Silence.KEEP_ALIVE);
        Silence.awaitBeat();
        pinging.send(Stream.generate(Packets::pingreq).limit(PINGS).toArray(Packet[]::new));
        publishing.send(Packets.publish(scene.name("news")).packet());
        Silence.isEnded(silent, Silence.KEEP_ALIVE);
        Silence.isEnded(pinging, Silence.KEEP_ALIVE);
        Silence.isEnded(publishing, Silence.KEEP_ALIVE);
        silent.expectClosed();
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
            hint = "A keep alive of 0 turns it off: 1.5 times 0 is no time at all. 1.5 times 1 is 1.5, and not 1. The others go "
                    + "up to 65,535 s; what do they become in milliseconds, and do both bytes count, without a sign? And what "
                    + "does your clock do with a session whose client is away?")
    @DisplayName("a keep alive of 0 turns it off, and from 1 to 65,535 s every one is as long as it says, also when the time of "
            + "a client is over that has left")
    void noneAndLong(Scene scene) {
        List<WireClient> patient = Stream.of(0, 65_535, 40_000, 32_768, 3_600, 768, 257, 256, 200)
                .map(keepAlive -> Silence.connected(scene, "keep-alive-" + keepAlive, keepAlive)).toList();
        String away = scene.name("away");
        scene.connect(Packets.connect(away).cleanSession(false).keepAlive(2).packet()).disconnectAndAwaitClosed();
        List<WireClient> impatient = Stream.of(1, 2, 3, 4)
                .map(keepAlive -> Silence.connected(scene, "keep-alive-" + keepAlive, keepAlive)).toList();
        for (int i = 0; i < impatient.size(); i++) {
            Silence.isEnded(impatient.get(i), i + 1);
        }
        patient.forEach(WireClient::ping);
        scene.connect(away).disconnect();
    }

    @Graded(task = 1, points = 2, dear = true, clause = {"MQTT-3.1.2-24", "MQTT-3.1.4-2"}, dependsOn = "noneAndLong",
            hint = "By what do you look up when a client was heard last, and how long it may be silent? An identifier can have "
                    + "another connection by then, and a session, too, whose CONNECT says something else.")
    @DisplayName("a client that comes back, or replaces itself, has the keep alive of its newest CONNECT, whether or not its "
            + "session goes on")
    void isOfTheConnection(Scene scene) {
        List<WireClient> longer = new ArrayList<>();
        List<WireClient> shorter = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (boolean clean : new boolean[] {true, false}) {
            for (Consumer<WireClient> end : ENDS) {
                String name = scene.name("longer");
                longer.add(again(scene, name, clean, Silence.KEEP_ALIVE, end, 0));
                names.add(name);
            }
            String name = scene.name("shorter");
            shorter.add(again(scene, name, clean, 0, ENDS.getFirst(), Silence.KEEP_ALIVE));
            names.add(name);
        }
        shorter.forEach(client -> Silence.isEnded(client, Silence.KEEP_ALIVE));
        longer.forEach(WireClient::ping);
        // A session that goes on ends here.
        names.forEach(name -> scene.connect(name).disconnect());
    }

    /** First with one keep alive, then with another. */
    private static WireClient again(Scene scene, String name, boolean clean, int first, Consumer<WireClient> end, int second) {
        end.accept(scene.connect(Packets.connect(name).cleanSession(clean).keepAlive(first).packet()));
        return scene.connect(Packets.connect(name).cleanSession(clean).keepAlive(second).packet());
    }
}
