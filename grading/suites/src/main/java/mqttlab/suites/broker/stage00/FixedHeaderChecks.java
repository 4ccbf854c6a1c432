package mqttlab.suites.broker.stage00;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.EnumSet;
import mqttlab.contracts.broker.WireFormat;
import mqttlab.contracts.broker.WireFormat.FixedHeader;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.PacketType;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The fixed header")
class FixedHeaderChecks {

    @Graded(task = 5, points = 2, clause = "MQTT-2.2.2-1",
            reason = "With two bytes, a receiver knows what comes and how much of it (section 2.2): type and flags share the "
                    + "first.",
            hint = "The type is in the upper four bits and the flags are in the lower four. From SUBSCRIBE on, 0x82, the first "
                    + "byte is negative in Java, until you say otherwise.")
    @DisplayName("type, flags, remaining length and size of a fixed header are decoded, for every type")
    void decodesFixedHeaders(Scene scene) {
        Subject subject = Subject.of(scene);
        for (PacketType type : types()) {
            decodes(subject, bytes(type.number(), flags(type), 0x05), new FixedHeader(type.number(), flags(type), 5, 2));
        }
    }

    @Graded(task = 5, points = 1, dependsOn = "decodesFixedHeaders",
            reason = "Only in a PUBLISH do the flags say something (section 3.3.1); those of the other types are reserved.",
            hint = "In a PUBLISH the four bits are DUP, two bits of QoS, and RETAIN; they may all be set, but not to everything.")
    @DisplayName("the flags of a PUBLISH may say DUP, RETAIN and QoS 0, 1 or 2")
    void decodesTheFlagsOfPublish(Scene scene) {
        Subject subject = Subject.of(scene);
        for (int flags : new int[] {0b0000, 0b0001, 0b0010, 0b0011, 0b0100, 0b0101, 0b1010, 0b1011, 0b1100, 0b1101}) {
            decodes(subject, bytes(3, flags, 0x0a), new FixedHeader(3, flags, 10, 2));
        }
    }

    @Graded(task = 5, points = 1, dependsOn = "decodesFixedHeaders",
            reason = "A packet of more than 127 bytes has a longer header, and behind it stands the rest of the packet.",
            hint = "You have a function already that tells where a remaining length ends.")
    @DisplayName("a fixed header takes two to five bytes, and what stands behind it is left alone")
    void decodesLongFixedHeaders(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, Subject.bytes("30 c1 02 00 04"), new FixedHeader(3, 0, 321, 3));
        decodes(subject, Subject.bytes("30 80 80 01"), new FixedHeader(3, 0, 16_384, 4));
        decodes(subject, Subject.bytes("30 ff ff ff 7f ff"), new FixedHeader(3, 0, WireFormat.MOST_REMAINING, 5));
        decodes(subject, Subject.bytes("c0 00 ff ff"), new FixedHeader(12, 0, 0, 2));
    }

    @Graded(task = 5, points = 2, clause = "MQTT-2.2.2-2", dependsOn = "decodesFixedHeaders",
            hint = "Table 2.2 has a row for each type. Three of them are not all zeros, and PUBLISH is not one of these three.")
    @DisplayName("flags that are not those of table 2.2 are malformed, for every type but PUBLISH")
    void refusesWrongFlags(Scene scene) {
        Subject subject = Subject.of(scene);
        for (PacketType type : types()) {
            for (int flags = 0; type != PUBLISH && flags < 16; flags++) {
                if (flags != flags(type)) {
                    refuses(subject, bytes(type.number(), flags, 0x02));
                }
            }
        }
    }

    @Graded(task = 5, points = 1, clause = "MQTT-3.3.1-4", dependsOn = "decodesTheFlagsOfPublish",
            hint = "Two bits make four numbers, and MQTT has three kinds of QoS.")
    @DisplayName("a PUBLISH with both bits of its QoS set is malformed")
    void refusesQosThree(Scene scene) {
        Subject subject = Subject.of(scene);
        for (int flags : new int[] {0b0110, 0b0111, 0b1110, 0b1111}) {
            refuses(subject, bytes(3, flags, 0x0a));
        }
    }

    @Graded(task = 5, points = 1, clause = "MQTT-4.8.0-1", dependsOn = "decodesFixedHeaders",
            hint = "Table 2.1 has sixteen rows, and the first and the last of them are no packets.")
    @DisplayName("the types 0 and 15 are malformed")
    void refusesReservedTypes(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String hex : new String[] {"00 00", "02 05", "f0 00", "f2 00"}) {
            refuses(subject, Subject.bytes(hex));
        }
    }

    @Graded(task = 5, points = 1, dependsOn = "decodesFixedHeaders",
            reason = "Even a header may come in pieces. What is good so far is a reason to wait; what cannot get better is not.",
            hint = "How many bytes does the shortest header take? And what do your own functions say when the length has a fifth "
                    + "byte?")
    @DisplayName("a fixed header that ends too early is incomplete, and one whose length goes on too long is malformed")
    void waitsForTheRestOfAHeader(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String hex : new String[] {"", "10", "30", "30 80", "82 ff ff ff"}) {
            byte[] bytes = Subject.bytes(hex);
            subject.wantsMore(call(bytes), format -> format.decodeFixedHeader(bytes));
        }
        refuses(subject, Subject.bytes("30 80 80 80 80 01"));
        refuses(subject, Subject.bytes("30 ff ff ff ff"));
    }

    /** AUTH is of MQTT 5. */
    private static EnumSet<PacketType> types() {
        return EnumSet.range(PacketType.CONNECT, DISCONNECT);
    }

    /** Table 2.2 of the standard. */
    private static int flags(PacketType type) {
        return switch (type) {
            case PUBREL, SUBSCRIBE, UNSUBSCRIBE -> 0b0010;
            default -> 0;
        };
    }

    private static byte[] bytes(int type, int flags, int length) {
        return new byte[] {(byte) (type << 4 | flags), (byte) length};
    }

    private static void decodes(Subject subject, byte[] bytes, FixedHeader expected) {
        subject.gives(expected, call(bytes), format -> format.decodeFixedHeader(bytes));
    }

    private static void refuses(Subject subject, byte[] bytes) {
        subject.refuses(call(bytes), format -> format.decodeFixedHeader(bytes));
    }

    private static String call(byte[] bytes) {
        return "decodeFixedHeader(%s)".formatted(Subject.hex(bytes));
    }
}
