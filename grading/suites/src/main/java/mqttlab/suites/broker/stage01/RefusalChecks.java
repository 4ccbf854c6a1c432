package mqttlab.suites.broker.stage01;

import java.util.HexFormat;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is not MQTT")
class RefusalChecks {

    @Graded(task = 5, points = 1, clause = {"MQTT-3.1.0-1", "MQTT-4.8.0-1"}, dependsOn = "acceptsAConnect",
            hint = "What does your broker know of somebody who has not introduced himself?")
    @DisplayName("a connection whose first packet is not a CONNECT is closed without a word")
    void wantsAConnectFirst(Scene scene) {
        Answers.expectNoAnswer(scene, Packets.pingreq().raw());
        Answers.expectNoAnswer(scene, Packets.publish(scene.name("news")).packet().raw());
        Answers.expectNoAnswer(scene, Packets.subscribe(1, scene.name("news"), 0).raw());
    }

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.0-2", dependsOn = "acceptsAConnect",
            hint = "There has to be something that your broker remembers of a connection, from its CONNECT on.")
    @DisplayName("a connection with a second CONNECT is closed")
    void takesOneConnectOnly(Scene scene) {
        String name = scene.name("ana");
        WireClient ana = scene.connect(name);
        ana.send(Packets.connect(name).packet());
        ana.expectClosed();
    }

    @Graded(task = 5, points = 1, clause = "MQTT-4.8.0-1", dependsOn = "answersPings",
            hint = "Where the length of a packet cannot be read, nobody knows where the next one begins: there is no going on. "
                    + "No byte behind the fourth is needed to see that.")
    @DisplayName("a remaining length that goes on after its fourth byte ends the connection")
    void wantsALengthOfFourBytesAtMost(Scene scene) {
        endsIt(scene, "c0 80 80 80 80 00");
        Answers.expectNoAnswer(scene, bytes("10 ff ff ff ff 7f"));
    }

    @Graded(task = 5, points = 1, clause = "MQTT-4.8.0-1", dependsOn = "answersPings",
            hint = "Table 2.1 has two rows that are no packets, and several that only a broker sends.")
    @DisplayName("packets of the types 0 and 15, and a CONNACK, which only a broker sends, end the connection")
    void wantsPacketsThatAClientMaySend(Scene scene) {
        for (String hex : new String[] {"00 00", "f0 00", "20 02 00 00"}) {
            endsIt(scene, hex);
        }
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-2.2.2-2", "MQTT-4.8.0-1"}, dependsOn = "answersPings",
            hint = "A PINGREQ is two bytes, and both are always the same.")
    @DisplayName("a PINGREQ with flags, or with bytes behind its fixed header, ends the connection")
    void wantsPingsThatAreBare(Scene scene) {
        endsIt(scene, "c1 00");
        endsIt(scene, "c8 00");
        endsIt(scene, "c0 02 00 00");
    }

    private static void endsIt(Scene scene, String hex) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(bytes(hex));
        ana.expectClosed();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
