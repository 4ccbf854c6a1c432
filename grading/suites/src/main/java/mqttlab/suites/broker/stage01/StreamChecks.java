package mqttlab.suites.broker.stage01;

import java.util.Arrays;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A stream, and many of them")
class StreamChecks {

    private static final int MANY = 40;

    @Graded(task = 2, points = 2, dependsOn = "answersPings",
            reason = "TCP is a stream of bytes: one write of the client may come as many reads, and where "
                    + "they are cut is the network's affair.",
            hint = "read(buffer) gives what is there, and that may be a single byte. How do you know that the packet is whole? "
                    + "Who in the JDK reads until a given number of bytes has come?")
    @DisplayName("a CONNECT that comes one byte at a time is accepted like any other")
    void putsAConnectTogether(Scene scene) {
        WireClient bystander = scene.connect(scene.name("bea"));
        WireClient ana = scene.open();
        byte[] connect = Packets.connect(scene.name("ana")).userName("a".repeat(120)).packet().raw();

        // While the bystander pings, the broker has read what is there: so it really gets the bytes one by one.
        ana.sendSplit(connect, bystander::ping, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 60);

        Answers.expectAccepted(ana);
    }

    @Graded(task = 2, points = 2, dependsOn = "answersPings",
            reason = "TCP is a stream of bytes: several writes of the client may come as one read.",
            hint = "When your broker has dealt with a packet, what becomes of the bytes that were read together with it?")
    @DisplayName("a CONNECT and two PINGREQs that come in one piece are all answered, in order")
    void takesGluedPacketsApart(Scene scene) {
        WireClient ana = scene.open();
        ana.send(Packets.connect(scene.name("ana")).packet(), Packets.pingreq(), Packets.pingreq());
        Answers.expectAccepted(ana);
        Answers.expectPingresp(ana);
        Answers.expectPingresp(ana);
    }

    @Graded(task = 3, points = 1, dependsOn = "answersPings",
            reason = "Clients connect whenever they like, and a broker serves them all.",
            hint = "Who waits for the next client while your broker talks to one?")
    @DisplayName("forty clients are connected at a time, and each gets its answers")
    void servesManyAtATime(Scene scene) {
        WireClient[] clients = new WireClient[MANY];
        for (int i = 0; i < MANY; i++) {
            clients[i] = scene.connect(scene.name("c" + i));
        }
        for (WireClient client : clients) {
            client.send(Packets.pingreq());
        }
        for (WireClient client : clients) {
            Answers.expectPingresp(client);
        }
    }

    @Graded(task = 3, points = 2, dependsOn = "answersPings",
            reason = "A client that connects and says nothing, or stops in the middle of a packet, must "
                    + "not be able to hold up everybody else.",
            hint = "Is the CONNECT read by the same thread that accepts connections? What does that thread do while nothing "
                    + "comes?")
    @DisplayName("connections that say nothing, or half a CONNECT, hold up nobody")
    void isNotHeldUp(Scene scene) {
        WireClient before = scene.connect(scene.name("ana"));
        scene.open();
        scene.open().send(half(scene));
        WireClient after = scene.connect(scene.name("bea"));
        before.ping();
        after.ping();
    }

    @Graded(task = 3, points = 1, dependsOn = "answersPings",
            reason = "Connections break, in the middle of a packet as well, and some with an error instead of an end. "
                    + "That is one client less, and no more.",
            hint = "Where does the exception go that a broken connection throws, and what ends with it? And what does "
                    + "read() return when the stream is over?")
    @DisplayName("connections that break in the middle of a packet disturb nobody")
    void survivesBrokenConnections(Scene scene) {
        WireClient before = scene.connect(scene.name("ana"));
        WireClient ended = scene.open();
        ended.send(half(scene));
        ended.close();
        WireClient reset = scene.open();
        reset.send(half(scene));
        reset.abort();
        scene.connect(scene.name("bea")).abort();

        before.ping();
        scene.connect(scene.name("eva")).ping();
    }

    private static byte[] half(Scene scene) {
        byte[] connect = Packets.connect(scene.name("eva")).packet().raw();
        return Arrays.copyOf(connect, connect.length / 2);
    }
}
