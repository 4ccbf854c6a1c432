package mqttlab.suites.broker.stage01;

import static mqttlab.suites.broker.stage01.ConnectBytes.CLEAN_SESSION;
import static mqttlab.suites.broker.stage01.ConnectBytes.PASSWORD;
import static mqttlab.suites.broker.stage01.ConnectBytes.RESERVED;
import static mqttlab.suites.broker.stage01.ConnectBytes.USER_NAME;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_1;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_2;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_3;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_RETAIN;

import java.util.HexFormat;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A CONNECT that breaks the rules")
class MalformedConnectChecks {

    /** A character cut short, one in more bytes than it needs, half of a surrogate pair, and U+0000. */
    private static final String[] NO_TEXT = {"61 c3 28", "c1 a1", "ed a0 80", "61 00 62", "00"};

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.2-1", dependsOn = "acceptsAConnect",
            hint = "The first field of a CONNECT says what language this is. Four other letters are another language, and so are "
                    + "six, also those of an older MQTT.")
    @DisplayName("a CONNECT with another protocol name than MQTT is not accepted, and the connection is closed")
    void wantsTheProtocolName(Scene scene) {
        for (String name : new String[] {"MQTX", "mqtt", "AMQP", "", "MQT", "MQTT ", "MQIsdp"}) {
            Answers.expectNotAccepted(scene, ConnectBytes.of(name, 4, CLEAN_SESSION).field(scene.name("ana")).packet());
        }
        // MQTT 3.1, which a broker may speak, too; but it has no empty identifiers.
        Answers.expectNotAccepted(scene, ConnectBytes.of("MQIsdp", 3, CLEAN_SESSION).field("").packet());
        // A name of five bytes. Whoever takes four of them finds a fine CONNECT.
        Answers.expectNotAccepted(scene, ConnectBytes.of("MQTT\4", CLEAN_SESSION, 0).raw(3, 'a', 'n', 'a').packet());
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-3.1.2-3", "MQTT-3.1.4-1"}, dependsOn = "acceptsAConnect",
            hint = "The lowest of the connect flags means nothing in MQTT 3.1.1. Nobody may set it, so that it can mean "
                    + "something one day.")
    @DisplayName("a CONNECT with the reserved connect flag is not answered, and the connection is closed")
    void wantsTheReservedFlagUnset(Scene scene) {
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION | RESERVED).field(scene.name("ana")));
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-3.1.2-13", "MQTT-3.1.2-14", "MQTT-3.1.2-15", "MQTT-3.1.2-22", "MQTT-3.1.4-1"},
            dependsOn = "acceptsEveryField",
            hint = "Not all 256 values of the connect flags make sense: go through them one by one, with section 3.1.2 beside "
                    + "you.")
    @DisplayName("connect flags that contradict each other, or ask for will QoS 3, end the connection")
    void wantsFlagsThatMakeSense(Scene scene) {
        isClosed(scene, named(scene, WILL | WILL_QOS_3).field(scene.name("will")).field("gone"));
        isClosed(scene, named(scene, WILL | WILL_QOS_3 | WILL_RETAIN).field(scene.name("will")).field("gone"));
        for (int flags : new int[] {WILL_QOS_1, WILL_QOS_2, WILL_QOS_3, WILL_RETAIN, WILL_RETAIN | WILL_QOS_1}) {
            isClosed(scene, named(scene, flags));
            isClosed(scene, named(scene, flags | USER_NAME).field("ana"));
        }
        isClosed(scene, named(scene, PASSWORD).field("secret"));
        isClosed(scene, named(scene, WILL | PASSWORD).field(scene.name("will")).field("gone").field("secret"));
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-3.1.3-3", "MQTT-3.1.2-18", "MQTT-3.1.2-19", "MQTT-3.1.4-1"},
            dependsOn = "acceptsEveryField",
            hint = "The remaining length says where the packet ends, whatever the lengths of its fields say. Do you read the "
                    + "fields from the stream, or from the packet? And is anything left over at its end?")
    @DisplayName("a CONNECT whose fields end before or behind the packet is not answered, and the connection is closed")
    void wantsFieldsThatFillThePacket(Scene scene) {
        ConnectBytes full = named(scene, WILL | USER_NAME | PASSWORD).field(scene.name("will")).field("gone").field("ana")
                .field("secret");
        for (int size = 0; size < full.size(); size++) {
            Answers.expectNoAnswer(scene, full.cutOff(size));
        }
        isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).raw(0, 200, 'a', 'n', 'a'));
        isClosed(scene, named(scene, USER_NAME));
        isClosed(scene, named(scene, 0).field("left over"));
        isClosed(scene, full.raw(0));
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-3.1.3-4", "MQTT-3.1.3-10", "MQTT-3.1.3-11", "MQTT-1.5.3-1", "MQTT-1.5.3-2"},
            dependsOn = "acceptsEveryField",
            hint = "You have written a function that knows what text is. Which of the fields go through it, also of those that "
                    + "you do not use yet?")
    @DisplayName("an identifier, a will topic or a user name that is not well-formed text ends the connection")
    void wantsTextThatIsText(Scene scene) {
        for (String hex : NO_TEXT) {
            byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);
            isClosed(scene, ConnectBytes.flags(CLEAN_SESSION).field(bad));
            isClosed(scene, named(scene, WILL).field(bad).field("gone"));
            isClosed(scene, named(scene, USER_NAME).field(bad));
        }
    }

    @Graded(task = 5, points = 1, clause = "MQTT-2.2.2-2", dependsOn = "acceptsAConnect",
            hint = "You have seen these flags in stage 00. What does your broker make of a MalformedException?")
    @DisplayName("a CONNECT with flags in its fixed header is not answered, and the connection is closed")
    void wantsTheFlagsOfTheFixedHeader(Scene scene) {
        for (int flags = 1; flags < 16; flags++) {
            isClosed(scene, named(scene, 0).first(0x10 | flags));
        }
    }

    private static ConnectBytes named(Scene scene, int flags) {
        return ConnectBytes.flags(CLEAN_SESSION | flags).field(scene.name("ana"));
    }

    private static void isClosed(Scene scene, ConnectBytes connect) {
        Answers.expectNoAnswer(scene, connect.packet());
    }
}
