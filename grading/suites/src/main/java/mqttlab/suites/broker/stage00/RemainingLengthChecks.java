package mqttlab.suites.broker.stage00;

import static mqttlab.contracts.broker.WireFormat.MOST_REMAINING;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mqttlab.contracts.broker.WireFormat.RemainingLength;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Remaining length")
class RemainingLengthChecks {

    /** Where one, two, three and four bytes begin and end: table 2.4 of the standard. */
    private static final Map<Integer, String> LIMITS = new TreeMap<>(Map.of(
            0, "00", 127, "7f",
            128, "80 01", 16_383, "ff 7f",
            16_384, "80 80 01", 2_097_151, "ff ff 7f",
            2_097_152, "80 80 80 01", MOST_REMAINING, "ff ff ff 7f"));
    private static final int RANDOM_LENGTHS = 40;

    @Graded(task = 1, points = 2,
            reason = "Every packet says in its fixed header how long it is (section 2.2.3): seven bits of the number in a byte, "
                    + "the lowest first, and the eighth bit for \"there is more\".",
            hint = "Write 321 as 2 times 128 and 65. Which of the two goes first, and which byte carries the eighth bit? Then "
                    + "try the numbers at which one more byte is needed.")
    @DisplayName("a remaining length is encoded in as few bytes as it needs, the lowest seven bits first")
    void encodesRemainingLengths(Scene scene) {
        Subject subject = Subject.of(scene);
        LIMITS.forEach((length, hex) -> subject.givesBytes(Subject.bytes(hex),
                "encodeRemainingLength(%d)".formatted(length), format -> format.encodeRemainingLength(length)));
    }

    @Graded(task = 1, points = 1,
            reason = "Four bytes hold no more than 268,435,455. A number that is cut off silently makes the receiver take the "
                    + "rest of one packet for the beginning of the next.",
            hint = "What does your function do with a number that needs a fifth byte, and what with one that is below zero?")
    @DisplayName("a remaining length below 0 or above 268,435,455 cannot be encoded")
    void refusesToEncodeOtherLengths(Scene scene) {
        Subject subject = Subject.of(scene);
        for (int length : new int[] {MOST_REMAINING + 1, Integer.MAX_VALUE, -1}) {
            subject.refuses("encodeRemainingLength(%d)".formatted(length), format -> format.encodeRemainingLength(length));
        }
    }

    @Graded(task = 2, points = 2,
            reason = "The same table the other way round (section 2.2.3). A byte in Java has a sign: 0x80 is -128.",
            hint = "Each byte adds seven bits, and each is worth 128 times as much as the one before. In Java, a byte above 0x7f "
                    + "is negative until you say otherwise.")
    @DisplayName("a remaining length of one to four bytes is decoded, with its value and its size")
    void decodesRemainingLengths(Scene scene) {
        Subject subject = Subject.of(scene);
        LIMITS.forEach((length, hex) -> decodes(subject, Subject.bytes(hex), length, Subject.bytes(hex).length));
    }

    @Graded(task = 2, points = 1, dependsOn = "decodesRemainingLengths",
            reason = "In a stream, the rest of the packet stands right behind its length, and then the next packet.",
            hint = "Which byte is the last one of the number? The length of the array does not tell.")
    @DisplayName("decoding a remaining length leaves alone what stands behind it")
    void stopsAtTheLastByteOfALength(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, Subject.bytes("7f ff ff ff ff"), 127, 1);
        decodes(subject, Subject.bytes("c1 02 80 01"), 321, 2);
        decodes(subject, Subject.bytes("ff ff ff 7f 80 80"), MOST_REMAINING, 4);
    }

    @Graded(task = 2, points = 1, dependsOn = "decodesRemainingLengths",
            reason = "A read brings whatever the network has so far: half a number is nothing to "
                    + "complain about, only a reason to wait.",
            hint = "When the array ends and the last byte has said \"there is more\", the number is neither right nor wrong yet.")
    @DisplayName("a remaining length whose last byte has not come yet is incomplete")
    void waitsForTheRestOfALength(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String hex : new String[] {"", "80", "ff ff", "80 80 80"}) {
            subject.wantsMore(call(Subject.bytes(hex)), format -> format.decodeRemainingLength(Subject.bytes(hex)));
        }
    }

    @Graded(task = 2, points = 1, dependsOn = "decodesRemainingLengths",
            reason = "The standard allows four bytes (section 2.2.3). A broker that would go on reading waits for ever for a "
                    + "packet that cannot exist, or counts beyond what an int holds.",
            hint = "What can you say of a number whose fourth byte asks for a fifth, without looking at the fifth, or before it "
                    + "is there?")
    @DisplayName("a remaining length that goes on after its fourth byte is malformed")
    void refusesAFifthByte(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String hex : new String[] {"80 80 80 80 01", "ff ff ff ff 7f", "ff ff ff ff ff ff", "80 80 80 80"}) {
            subject.refuses(call(Subject.bytes(hex)), format -> format.decodeRemainingLength(Subject.bytes(hex)));
        }
    }

    @Graded(task = 2, points = 1, dependsOn = {"encodesRemainingLengths", "decodesRemainingLengths"},
            reason = "Tables have gaps. What is encoded and decoded again must be what it was, whatever the number.",
            hint = "The number that fails is in the message. Work it out on paper, seven bits at a time: a bit that a neighbour "
                    + "overwrites does not show at the numbers where a new byte begins.")
    @DisplayName("any remaining length comes back as it was when it is encoded and decoded")
    void takesLengthsThereAndBack(Scene scene) {
        Subject subject = Subject.of(scene);
        Random random = scene.random();
        for (int i = 0; i < RANDOM_LENGTHS; i++) {
            int length = random.nextInt(1 << 7 * (i % 4 + 1));
            byte[] encoded = referenceEncoding(length);
            subject.givesBytes(encoded, "encodeRemainingLength(%d)".formatted(length),
                    format -> format.encodeRemainingLength(length));
            decodes(subject, encoded, length, encoded.length);
        }
    }

    private static byte[] referenceEncoding(int length) {
        byte[] bytes = new byte[4];
        int size = 0;
        for (int rest = length; size == 0 || rest > 0; rest /= 128) {
            bytes[size++] = (byte) (rest % 128 + (rest >= 128 ? 128 : 0));
        }
        return Arrays.copyOf(bytes, size);
    }

    private static void decodes(Subject subject, byte[] bytes, int length, int size) {
        subject.gives(new RemainingLength(length, size), call(bytes), format -> format.decodeRemainingLength(bytes));
    }

    private static String call(byte[] bytes) {
        return "decodeRemainingLength(%s)".formatted(Subject.hex(bytes));
    }
}
