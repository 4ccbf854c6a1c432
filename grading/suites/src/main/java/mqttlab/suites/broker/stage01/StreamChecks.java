package mqttlab.suites.broker.stage01;

import static mqttlab.suites.broker.stage01.ConnectBytes.CLEAN_SESSION;
import static mqttlab.suites.broker.stage01.ConnectBytes.PASSWORD;
import static mqttlab.suites.broker.stage01.ConnectBytes.USER_NAME;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A stream of bytes")
class StreamChecks {

    private static final byte[] NOTHING = {};
    private static final int MANY_PINGS = 400;
    private static final int LARGEST_ANNOUNCED = 16 << 20;
    private static final int SMALLEST_ANNOUNCED = 16 << 10;
    /** So many times a megabyte fill the memory of the broker, and so many times what one read takes do not. */
    private static final int OF_EACH_SIZE = 8;
    private static final int NEWCOMERS = 3;
    /** As many milliseconds are over before the broker has come to rest. */
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final String LONG_TEXT = "a".repeat(30_000);

    @Graded(task = 2, points = 2, dependsOn = "answersPings",
            reason = "TCP is a stream of bytes: one write of the client may come as many reads, and where "
                    + "they are cut is the network's affair.",
            hint = "read(buffer) gives what is there, and that may be a single byte. How do you know that the packet is whole? "
                    + "Which method of the JDK reads until a given number of bytes has come?")
    @DisplayName("packets that come one byte at a time are answered like any other")
    void putsAConnectTogether(Scene scene) {
        WireClient bystander = scene.connect(scene.name("bea"));
        WireClient ana = scene.open();
        byte[] connect = Packets.connect(scene.name("ana")).userName("a".repeat(120)).packet().raw();

        // While the bystander pings, the broker has read what is there: so it really gets the bytes one by one.
        ana.sendSplit(connect, bystander::ping, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 60);
        Answers.expectAccepted(ana);

        ana.sendSplit(Packets.pingreq().raw(), bystander::ping, 1);
        Answers.expectPingresp(ana);
    }

    @Graded(task = 2, points = 2, dependsOn = "answersPings",
            reason = "TCP is a stream of bytes: several writes of the client may come as one read.",
            hint = "When your broker has dealt with a packet, what becomes of the bytes that were read together with it? They "
                    + "may be many packets, or a part of one.")
    @DisplayName("packets that come in one piece are all answered, in order")
    void takesGluedPacketsApart(Scene scene) {
        WireClient ana = scene.open();
        ana.send(Packets.connect(scene.name("ana")).packet(), Packets.pingreq(), Packets.pingreq());
        Answers.expectAccepted(ana);
        expectPingresps(ana, 2);

        glueMore(scene, ana);
    }

    private static void glueMore(Scene scene, WireClient ana) {
        WireClient bystander = scene.connect(scene.name("bea"));
        ana.sendSplit(HexFormat.ofDelimiter(" ").parseHex("c0 00 c0 00"), bystander::ping, 3);
        expectPingresps(ana, 2);

        ana.send(Collections.nCopies(MANY_PINGS, Packets.pingreq()).toArray(Packet[]::new));
        expectPingresps(ana, MANY_PINGS);

        WireClient eva = scene.open();
        eva.send(Packets.connect(scene.name("eva")).packet(), Packets.pingreq(), Packets.disconnect());
        Answers.expectAccepted(eva);
        Answers.expectPingresp(eva);
    }

    private static void expectPingresps(WireClient client, int count) {
        for (int i = 0; i < count; i++) {
            Answers.expectPingresp(client);
        }
    }

    @Graded(task = 2, points = 2, dependsOn = "answersPings", heap = 32, dear = true,
            reason = "A packet is announced in five bytes, and nothing need follow. A broker that makes room for what is "
                    + "announced can be stopped by a handful of clients.",
            hint = "new byte[announced] takes the memory at once, and a megabyte for each client is much, too. How much "
                    + "of it do you need for the bytes that have really come?")
    @DisplayName("packets that are announced and never come take no memory from others")
    void keepsOnlyWhatHasCome(Scene scene) {
        WireClient bystander = scene.connect(scene.name("bea"));
        // Each size fills what the one before has left, until nothing is left for anybody.
        for (int announced = LARGEST_ANNOUNCED; announced >= SMALLEST_ANNOUNCED; announced /= 2) {
            scene.trace().note("%d clients announce a CONNECT of %d bytes, and send a few of them"
                    .formatted(OF_EACH_SIZE, announced));
            for (int i = 0; i < OF_EACH_SIZE; i++) {
                scene.open().send(ConnectBytes.flags(CLEAN_SESSION).field(scene.name("ana")).announcing(announced));
            }
            bystander.ping();
        }
        for (int i = 0; i < NEWCOMERS; i++) {
            WireClient newcomer = scene.open();
            newcomer.send(ConnectBytes.flags(CLEAN_SESSION | WILL | USER_NAME | PASSWORD).field(scene.name("eva"))
                    .field(scene.name("will")).field(LONG_TEXT).field(LONG_TEXT).field(LONG_TEXT).packet());
            Answers.expectAccepted(newcomer);
            newcomer.disconnect();
        }
        bystander.ping();
    }

    @Graded(task = 2, points = 1, dependsOn = "answersPings",
            reason = "When a client has nothing more to say, its connection is over, wherever in a packet that was. Connections "
                    + "that stay open use up what the system has of them.",
            hint = "What does read() return at the end of a stream, and what does your program do then: when it waits for a "
                    + "packet, within a remaining length, within a CONNECT?")
    @DisplayName("a connection is closed when its stream ends, wherever that is")
    void closesAtTheEndOfTheStream(Scene scene) {
        byte[] connect = Packets.connect(scene.name("ana")).packet().raw();
        for (byte[] beginning : List.of(NOTHING, beginning("10"), beginning("10 80"), Arrays.copyOf(connect, 5),
                Arrays.copyOf(connect, connect.length - 1))) {
            isClosedAtTheEnd(scene.open(), beginning);
        }
        for (byte[] beginning : List.of(NOTHING, beginning("c0"), beginning("c0 80 80"))) {
            isClosedAtTheEnd(scene.connect(scene.name("ana")), beginning);
        }
    }

    private static void isClosedAtTheEnd(WireClient client, byte[] beginning) {
        say(client, beginning);
        client.endSending();
        client.expectClosed();
    }

    private static void say(WireClient client, byte[] bytes) {
        if (bytes.length > 0) {
            client.send(bytes);
        }
    }

    private static byte[] beginning(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    @Graded(task = 2, points = 1, dependsOn = "answersPings", heap = 64,
            reason = "A loop that goes on with a connection that has ended takes a processor from everybody else, for ever.",
            hint = "read() returns -1 at once and each time when the stream is over, and throws each time when the connection is "
                    + "broken. Which loops of yours end then? And who has only been quiet for a moment has not gone: a keep "
                    + "alive is in seconds.")
    @DisplayName("a broker whose clients have gone has nothing left to do, and those who stay are still connected")
    void comesToRest(Scene scene) {
        WireClient bystander = scene.connect(Packets.connect(scene.name("bea")).keepAlive(KEEP_ALIVE_SECONDS).packet());
        byte[] connect = Packets.connect(scene.name("ana")).packet().raw();
        for (byte[] said : List.of(NOTHING, beginning("10 80"), Arrays.copyOf(connect, 5), connect)) {
            WireClient leaver = scene.open();
            say(leaver, said);
            leaver.close();
            WireClient broken = scene.open();
            say(broken, said);
            broken.abort();
        }
        bystander.ping();
        scene.awaitRestOfBroker();
        bystander.ping();
    }
}
