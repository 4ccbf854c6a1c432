package mqttlab.suites.broker.stage08;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Silent in other ways")
class SilenceChecks {

    /** The handout asks for 5 to 20 s. */
    private static final Duration EARLIEST = Duration.ofSeconds(4);
    private static final Duration LATEST = Duration.ofSeconds(25);
    /** More than are sent one by one in that time. */
    private static final int LONG_NAME = 1_000;

    @Graded(task = 1, points = 2, dear = true, clause = "MQTT-3.1.2-24", dependsOn = "endsTheSilent",
            hint = "What your broker sends says nothing about the client: it goes into a buffer, also when nobody is there any "
                    + "more. Where do you note that there was a sign of life? And who looks at the clock while another client "
                    + "talks without a pause?")
    @DisplayName("what a client is sent is no sign of life, nor is what others send: a subscriber that only listens is "
            + "disconnected, also while the broker is never idle")
    void listeningIsNone(Scene scene) {
        String topic = scene.name("news");
        Subscriber eva = scene.subscriber(Silence.connected(scene, "eva", Silence.KEEP_ALIVE), topic);
        WireClient luis = scene.connect(scene.name("luis"));
        Chatter chatter = new Chatter(scene);
        scene.atEnd(chatter::stop);
        Silence.beatUntilEnded(eva.client(), Silence.LATEST, () -> luis.publish(topic, 0, new byte[] {1}));
        Silence.isEnded(eva.client(), Silence.KEEP_ALIVE);
        eva.receives(1);
        chatter.end();
    }

    @Graded(task = 1, points = 1, dear = true, clause = "MQTT-3.1.2-24", dependsOn = "endsTheSilent",
            hint = "A client may lose its network in the middle of a packet. Whoever waits for the rest of it must not wait for "
                    + "ever: where does your time begin, and does anything stop it?")
    @DisplayName("a client that falls silent in the middle of a packet is disconnected")
    void halfAPacket(Scene scene) {
        byte[] publish = Packets.publish(scene.name("news")).payload("one half and the other").packet().raw();
        List<WireClient> clients = IntStream.of(1, 2, publish.length - 1).mapToObj(length -> {
            WireClient client = Silence.connected(scene, "half", Silence.KEEP_ALIVE);
            scene.trace().note("connection %d: the client sends %d of the %d bytes of a PUBLISH"
                    .formatted(client.connection(), length, publish.length));
            client.sendPart(publish, 0, length);
            return client;
        }).toList();
        clients.forEach(client -> Silence.isEnded(client, Silence.KEEP_ALIVE));
    }

    @Graded(task = 1, points = 1, dear = true, seconds = 120,
            reason = "Before its CONNECT, nobody has named a keep alive. A connection of which nothing comes is held all the "
                    + "same, and a thousand of them cost their owner nothing: after a reasonable time they should be closed "
                    + "(section 3.1.4).",
            hint = "The time for the CONNECT begins when you accept the connection, and not again with each byte. What looks "
                    + "after connections that have no client yet, and so are in no list of clients? And what stops their time "
                    + "when the CONNECT has come?")
    @DisplayName("a connection without a whole CONNECT is closed after 5 to 20 s, be there nothing, half of it, or a byte now "
            + "and then; one with a CONNECT stays")
    void neverConnects(Scene scene) {
        byte[] connect = Packets.connect(scene.name("x".repeat(LONG_NAME))).packet().raw();
        // Before the others: what is due for them would be due for this one by then.
        WireClient without = scene.connect(scene.name("without"));
        WireClient slow = scene.open();
        scene.trace().note("connection %d: a client sends a CONNECT, one byte every 500 ms".formatted(slow.connection()));
        List<WireClient> strangers = IntStream.of(0, 1, connect.length / 2, connect.length - 1)
                .mapToObj(length -> stranger(scene, connect, length)).toList();
        int[] sent = {0};
        Silence.beatUntilEnded(slow, LATEST, () -> {
            slow.sendPart(connect, sent[0], sent[0] + 1);
            sent[0]++;
        });
        isShutOut(slow);
        strangers.forEach(SilenceChecks::isShutOut);
        without.ping();
    }

    private static WireClient stranger(Scene scene, byte[] connect, int length) {
        WireClient stranger = scene.open();
        scene.trace().note("connection %d: a client sends %d of the %d bytes of a CONNECT"
                .formatted(stranger.connection(), length, connect.length));
        stranger.sendPart(connect, 0, length);
        return stranger;
    }

    private static void isShutOut(WireClient stranger) {
        ConnectionClosed end = Silence.awaitEnd(stranger, LATEST);
        Duration begin = stranger.trace().first(Events.opened().onConnection(stranger.connection())).orElseThrow().at();
        stranger.trace().require(end.at().minus(begin).compareTo(EARLIEST) >= 0, "at least 5 s for the CONNECT",
                "the connection was closed after %d ms".formatted(end.at().minus(begin).toMillis()), end);
    }
}
