package mqttlab.suites.broker.stage01;

import static mqttlab.suites.broker.stage01.ConnectBytes.CLEAN_SESSION;
import static mqttlab.suites.broker.stage01.ConnectBytes.PASSWORD;
import static mqttlab.suites.broker.stage01.ConnectBytes.USER_NAME;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_1;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_QOS_2;
import static mqttlab.suites.broker.stage01.ConnectBytes.WILL_RETAIN;

import java.util.Arrays;
import java.util.stream.Collectors;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What a CONNECT says")
class ConnectFieldsChecks {

    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xc3, 0x28};
    private static final byte[] NOTHING = {};
    private static final int MOST_BYTES = 65_535;
    private static final int LONGEST_KEEP_ALIVE = 65_535;
    private static final String LETTERS_AND_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LONGEST_USUAL_IDENTIFIER = 23;

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.2-9", "MQTT-3.1.3-1"}, dependsOn = "acceptsAConnect",
            hint = "The connect flags say which fields follow the client identifier. Passwords and will messages are bytes and "
                    + "need not be text, and a field may have no bytes at all. A packet of more than 127 bytes says its length "
                    + "in more than one byte.")
    @DisplayName("a CONNECT with a will, a user name and a password, or some of them, is accepted")
    void acceptsEveryField(Scene scene) {
        String topic = scene.name("will");
        int login = USER_NAME | PASSWORD;
        accepts(scene, named(scene, CLEAN_SESSION | USER_NAME).field("Begoña 🎭"));
        accepts(scene, named(scene, CLEAN_SESSION | login).field("ana").field(NO_TEXT));
        accepts(scene, named(scene, CLEAN_SESSION | login).field("").field(NOTHING));
        accepts(scene, named(scene, CLEAN_SESSION | WILL | WILL_QOS_1 | WILL_RETAIN).field(topic).field(random(scene, 300)));
        accepts(scene, named(scene, CLEAN_SESSION | WILL | WILL_QOS_2).field(topic + "/Cádiz").field(NOTHING));
        accepts(scene, named(scene, CLEAN_SESSION | WILL | login).field(topic).field(NO_TEXT).field("ana").field("secret"));
        accepts(scene, ConnectBytes.of(CLEAN_SESSION | USER_NAME, LONGEST_KEEP_ALIVE).field(scene.name("ana")).field("ana"));
    }

    @Graded(task = 4, points = 1, dependsOn = {"acceptsEveryField", "answersPings"},
            reason = "The two bytes before a field can announce 65,535 bytes (section 1.5.3), and a packet of that length comes "
                    + "in many reads.",
            hint = "In Java, 0xffff is -1 as a short. And how large is the array into which you read? Several fields may be "
                    + "so long.")
    @DisplayName("a CONNECT with one or more fields of 65,535 bytes is accepted")
    void acceptsTheLongestField(Scene scene) {
        WireClient ana = scene.open();
        ana.send(named(scene, CLEAN_SESSION | USER_NAME | PASSWORD).field("ana").field(random(scene, MOST_BYTES)).packet());
        Answers.expectAccepted(ana);
        // If not all of it has been read, the next packet is taken to begin within it.
        ana.send(Packets.pingreq());
        Answers.expectPingresp(ana);
        accepts(scene, named(scene, CLEAN_SESSION | WILL | USER_NAME | PASSWORD).field(scene.name("will"))
                .field(random(scene, MOST_BYTES)).field("a".repeat(MOST_BYTES)).field(random(scene, MOST_BYTES)));
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.3-5", "MQTT-3.2.2-1", "MQTT-3.2.2-3"}, dependsOn = "acceptsAConnect",
            hint = "Up to 23 letters and digits are an identifier that every server takes. A client that wants its session to be "
                    + "kept says so with a flag. Where nothing has been kept yet, session present is 0; and so it is for a clean "
                    + "session, even if the client has been here before.")
    @DisplayName("identifiers of 1 to 23 letters and digits are accepted, also without a clean session")
    void acceptsUsualIdentifiers(Scene scene) {
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION).field(identifier(scene, 1)));
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION).field(identifier(scene, LONGEST_USUAL_IDENTIFIER)));
        String name = identifier(scene, LONGEST_USUAL_IDENTIFIER);
        accepts(scene, ConnectBytes.flags(0).field(name));
        accepts(scene, ConnectBytes.flags(CLEAN_SESSION).field(name));
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.1.3-6", dependsOn = "answersPings",
            hint = "A client without an identifier gets one from the broker, each a different one. The length of the "
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

    @Graded(task = 4, points = 2, clause = {"MQTT-3.1.2-2", "MQTT-3.1.4-5"}, dependsOn = "acceptsAConnect",
            hint = "MQTT 3.1.1 is level 4, and no other. A client of another MQTT gets an answer that it understands, and not a "
                    + "word more: what stands behind the level, or came right behind the CONNECT, is not looked at.")
    @DisplayName("a protocol level that the broker does not speak is answered with CONNACK 1, and the connection is closed")
    void refusesOtherLevels(Scene scene) {
        for (int level : new int[] {0, 3, 6, 9, 255}) {
            refusesLevel(scene, ConnectBytes.of("MQTT", level, CLEAN_SESSION).field(scene.name("ana")));
        }
        refusesLevel(scene, ConnectBytes.of("MQTT", 7, 0xff).raw(9, 200));
        // Without properties this is no MQTT 5, either: a broker that speaks both may close without a CONNACK.
        Answers.expectNotAccepted(scene, ConnectBytes.of("MQTT", 5, CLEAN_SESSION).field(scene.name("ana")).packet());
    }

    private static void refusesLevel(Scene scene, ConnectBytes connect) {
        WireClient ana = scene.open();
        ana.send(glued(connect.packet(), Packets.pingreq().raw()));
        Answers.expectRefused(ana, 1);
    }

    private static void accepts(Scene scene, ConnectBytes connect) {
        WireClient ana = scene.open();
        ana.send(connect.packet());
        Answers.expectAccepted(ana);
        // A broker that knows wills would publish this one, and retain it.
        ana.disconnect();
    }

    private static ConnectBytes named(Scene scene, int flags) {
        return ConnectBytes.flags(flags).field(scene.name("ana"));
    }

    private static byte[] random(Scene scene, int size) {
        byte[] bytes = new byte[size];
        scene.random().nextBytes(bytes);
        return bytes;
    }

    private static String identifier(Scene scene, int size) {
        return scene.random().ints(size, 0, LETTERS_AND_DIGITS.length())
                .mapToObj(i -> LETTERS_AND_DIGITS.substring(i, i + 1)).collect(Collectors.joining());
    }

    private static byte[] glued(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
