package mqttlab.suites.broker.stage01;

import java.util.Arrays;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Many at a time")
class ManyClientsChecks {

    /** More threads than anybody gives to a pool. */
    private static final int MANY = 300;

    @Graded(task = 3, points = 1, dependsOn = "answersPings",
            reason = "Clients connect whenever they like, and a broker serves them all.",
            hint = "Which thread waits for the next client while your broker talks to one? And what bounds the number of those "
                    + "that it talks to?")
    @DisplayName("three hundred clients are connected at a time, and each gets its answers")
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
    @DisplayName("connections that say nothing, or half a packet, hold up nobody")
    void isNotHeldUp(Scene scene) {
        WireClient before = scene.connect(scene.name("ana"));
        scene.open();
        scene.open().sendHex("10 80");
        scene.open().send(half(scene));
        scene.connect(scene.name("luis")).sendHex("c0");
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
