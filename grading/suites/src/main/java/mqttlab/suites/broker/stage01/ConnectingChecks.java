package mqttlab.suites.broker.stage01;

import static mqttlab.suites.broker.stage01.ConnectBytes.CLEAN_SESSION;
import static mqttlab.suites.broker.stage01.ConnectBytes.PASSWORD;
import static mqttlab.suites.broker.stage01.ConnectBytes.USER_NAME;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_1;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_RETAIN;

import java.util.Arrays;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming and going")
class ConnectingChecks {

    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xc3, 0x28};

    @Graded(task = 1, points = 2, clause = {"MQTT-3.1.4-4", "MQTT-3.2.0-1", "MQTT-3.2.2-1"},
            hint = "A CONNACK has four bytes: its type, how many follow, one for \"session present\" and one for the answer. "
                    + "Does it leave your program at once, or does it sit in a buffer?")
    @DisplayName("a CONNECT with a clean session is answered with CONNACK 0 and session present 0")
    void acceptsAConnect(Scene scene) {
        WireClient ana = scene.open();
        ana.send(Packets.connect(scene.name("ana")).packet());
        Answers.expectAccepted(ana);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.12.4-1", dependsOn = "acceptsAConnect",
            hint = "A PINGREQ has no bytes behind its fixed header, and neither has the answer. Does your broker go on "
                    + "reading when it has sent the CONNACK?")
    @DisplayName("each PINGREQ is answered with a PINGRESP")
    void answersPings(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        for (int i = 0; i < 3; i++) {
            ana.send(Packets.pingreq());
            Answers.expectPingresp(ana);
        }
    }

    @Graded(task = 1, points = 1, dependsOn = "acceptsAConnect",
            reason = "A DISCONNECT is the last that a client says (section 3.14.4). A broker that keeps such "
                    + "connections open runs out of them some day.",
            hint = "Which call ends a connection in your program, and on which ways is it reached?")
    @DisplayName("after a DISCONNECT the broker closes the connection")
    void closesAfterADisconnect(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(Packets.disconnect());
        ana.expectClosed();
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.2-9", "MQTT-3.1.3-1"}, dependsOn = "acceptsAConnect",
            hint = "The connect flags say which fields follow the client identifier. Passwords and will messages are bytes and "
                    + "need not be text. A packet of more than 127 bytes says its length in more than one byte.")
    @DisplayName("a CONNECT with a will, a user name and a password, or some of them, is accepted")
    void acceptsEveryField(Scene scene) {
        byte[] longMessage = new byte[300];
        scene.random().nextBytes(longMessage);
        String topic = scene.name("will");
        int will = WILL | WILL_QOS_1 | WILL_RETAIN;
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION | USER_NAME).field(scene.name("ana")).field("ana"));
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION | USER_NAME | PASSWORD).field(scene.name("ana")).field("ana")
                .field(NO_TEXT));
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION | will).field(scene.name("ana")).field(topic).field(longMessage));
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION | will | USER_NAME | PASSWORD).field(scene.name("ana")).field(topic)
                .field(NO_TEXT).field("ana").field("secret"));
    }

    private static void accepts(Scene scene, ConnectBytes connect) {
        WireClient ana = scene.open();
        ana.send(connect.packet());
        Answers.expectAccepted(ana);
        // A broker that knows wills would publish this one, and retain it.
        ana.disconnect();
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.1.3-6", dependsOn = "answersPings",
            hint = "Who has no identifier gets one from the broker, each a different one. The length of the "
                    + "identifier is 0, and it is there all the same.")
    @DisplayName("clients with an empty identifier and a clean session are accepted, several at a time")
    void acceptsNamelessClients(Scene scene) {
        WireClient first = scene.connect("");
        WireClient second = scene.connect("");
        first.ping();
        second.ping();
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.3-8", "MQTT-3.2.2-4", "MQTT-3.2.2-5"}, dependsOn = "acceptsAConnect",
            hint = "A session that is to be kept needs a name under which it is kept. Which return code says that it is the "
                    + "identifier that the broker does not like?")
    @DisplayName("an empty identifier without a clean session is answered with CONNACK 2, and the connection is closed")
    void refusesNamelessSessions(Scene scene) {
        WireClient ana = scene.open();
        ana.send(Packets.connect("").cleanSession(false).packet());
        Answers.expectRefused(ana, 2);
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.2-2", "MQTT-3.1.4-5"}, dependsOn = "acceptsAConnect",
            hint = "MQTT 3.1.1 is level 4. A client of a later MQTT gets an answer that it understands, and not a word more: "
                    + "what came right behind its CONNECT is not looked at.")
    @DisplayName("a protocol level that the broker does not speak is answered with CONNACK 1, and the connection is closed")
    void refusesOtherLevels(Scene scene) {
        WireClient ana = scene.open();
        byte[] connect = ConnectBytes.of("MQTT", 9, CLEAN_SESSION).field(scene.name("ana")).packet();
        ana.send(glued(connect, Packets.pingreq().raw()));
        Answers.expectRefused(ana, 1);
    }

    private static byte[] glued(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
