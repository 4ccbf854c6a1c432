package mqttlab.suites.broker.stage01;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming and going")
class ConnectingChecks {

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
}
