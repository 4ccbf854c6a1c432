package mqttlab.suites.broker.stage01;

import static mqttlab.suites.broker.stage01.ConnectBytes.CLEAN_SESSION;
import static mqttlab.suites.broker.stage01.ConnectBytes.PASSWORD;
import static mqttlab.suites.broker.stage01.ConnectBytes.RESERVED;
import static mqttlab.suites.broker.stage01.ConnectBytes.USER_NAME;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_3;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is no MQTT")
class RefusalChecks {

    @Graded(task = 5, points = 1, clause = {"MQTT-3.1.0-1", "MQTT-4.8.0-1"}, dependsOn = "acceptsAConnect",
            hint = "What does your broker know of somebody who has not introduced himself?")
    @DisplayName("a connection whose first packet is not a CONNECT is closed without a word")
    void wantsAConnectFirst(Scene scene) {
        for (Packet packet : new Packet[] {Packets.pingreq(), Packets.publish(scene.name("news")).packet()}) {
            WireClient stranger = scene.open();
            stranger.send(packet);
            stranger.expectClosed();
        }
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

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.2-1", dependsOn = "acceptsAConnect",
            hint = "The first field of a CONNECT says what language this is. Four other letters are another language.")
    @DisplayName("a CONNECT with another protocol name than MQTT is not accepted, and the connection is closed")
    void wantsTheProtocolName(Scene scene) {
        for (String name : new String[] {"MQTX", "mqtt", "AMQP"}) {
            WireClient stranger = scene.open();
            stranger.send(ConnectBytes.of(name, 4, CLEAN_SESSION).field(scene.name("ana")).packet());
            // Whether it says why before it closes is left to the broker.
            scene.trace().await(closed(stranger.connection()));
            scene.trace().none(fromBroker(CONNACK).onConnection(stranger.connection())
                    .with("that accepts", connack -> connack.returnCode() == 0));
        }
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-3.1.2-3", "MQTT-3.1.4-1"}, dependsOn = "acceptsAConnect",
            hint = "The lowest of the connect flags means nothing in MQTT 3.1.1. Nobody may set it, so that it can mean "
                    + "something one day.")
    @DisplayName("a CONNECT with the reserved connect flag is not answered, and the connection is closed")
    void wantsTheReservedFlagUnset(Scene scene) {
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION | RESERVED).field(scene.name("ana")));
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-3.1.2-14", "MQTT-3.1.2-22", "MQTT-3.1.4-1"}, dependsOn = "acceptsEveryField",
            hint = "Not all 256 values of the connect flags make sense: go through them one by one, with section 3.1.2 beside "
                    + "you.")
    @DisplayName("connect flags that ask for will QoS 3, or for a password without a user name, end the connection")
    void wantsFlagsThatMakeSense(Scene scene) {
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION | WILL | WILL_QOS_3).field(scene.name("ana"))
                .field(scene.name("will")).field("gone"));
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION | PASSWORD).field(scene.name("ana")).field("secret"));
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-3.1.3-3", "MQTT-3.1.2-18", "MQTT-3.1.2-19", "MQTT-3.1.4-1"},
            dependsOn = "acceptsEveryField",
            hint = "The remaining length says where the packet ends, whatever the lengths of its fields say. Do you read the "
                    + "fields from the stream, or from the packet? And is anything left over at its end?")
    @DisplayName("a CONNECT whose fields end before or behind the packet is not answered, and the connection is closed")
    void wantsFieldsThatFillThePacket(Scene scene) {
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION));
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).raw(0, 200, 'a', 'n', 'a'));
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION | USER_NAME).field(scene.name("ana")));
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).field(scene.name("ana")).field("left over"));
    }

    @Graded(task = 5, points = 1, clause = "MQTT-2.2.2-2", dependsOn = "acceptsAConnect",
            hint = "You have seen these flags in stage 00. What does your broker make of a MalformedException?")
    @DisplayName("a CONNECT with flags in its fixed header is not answered, and the connection is closed")
    void wantsTheFlagsOfTheFixedHeader(Scene scene) {
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).first(0x11).field(scene.name("ana")));
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).first(0x18).field(scene.name("ana")));
    }

    @Graded(task = 5, points = 1, clause = "MQTT-4.8.0-1", dependsOn = "answersPings",
            hint = "Where the length of a packet cannot be read, nobody knows where the next one begins: there is no going on. "
                    + "No byte behind the fourth is needed to see that.")
    @DisplayName("a remaining length that goes on after its fourth byte ends the connection")
    void wantsALengthOfFourBytesAtMost(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.sendHex("c0 80 80 80 80 00");
        ana.expectClosed();
    }

    @Graded(task = 5, points = 1, clause = "MQTT-4.8.0-1", dependsOn = "answersPings",
            hint = "Table 2.1 has two rows that are no packets, and several that only a broker sends.")
    @DisplayName("packets of the types 0 and 15, and a CONNACK, which only a broker sends, end the connection")
    void wantsPacketsThatAClientMaySend(Scene scene) {
        for (String hex : new String[] {"00 00", "f0 00", "20 02 00 00"}) {
            WireClient ana = scene.connect(scene.name("ana"));
            ana.sendHex(hex);
            ana.expectClosed();
        }
    }

    private static void isClosed(Scene scene, ConnectBytes connect) {
        WireClient stranger = scene.open();
        stranger.send(connect.packet());
        stranger.expectClosed();
    }
}
