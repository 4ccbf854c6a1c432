package mqttlab.suites.broker.stage00;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Collectors;
import mqttlab.contracts.broker.WireFormat.Text;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Bytes to text")
class DecodingTextChecks {

    private static final int MOST_BYTES = 65_535;
    private static final String[] LETTERS = {"a", "Z", "7", "/", " ", "ñ", "á", "Ω", "€", "海", "🌬", "🎭"};

    @Graded(task = 4, points = 1,
            reason = "What one client has encoded, the broker has to read (section 1.5.3). Its size says where the next field "
                    + "begins.",
            hint = "The size that you return counts the two bytes of the length, too. In Java, a byte above 0x7f "
                    + "is negative until you say otherwise.")
    @DisplayName("text is decoded with its value and the number of bytes it takes")
    void decodesText(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, "00 04 4d 51 54 54", "MQTT");
        decodes(subject, "00 00", "");
        decodes(subject, encoded("z".repeat(200)), "z".repeat(200), 202);
        decodes(subject, encoded("y".repeat(MOST_BYTES)), "y".repeat(MOST_BYTES), 2 + MOST_BYTES);
    }

    @Graded(task = 4, points = 1, clause = "MQTT-1.5.3-1", dependsOn = "decodesText",
            hint = "The length counts bytes; a character may take up to four. Say which encoding you mean.")
    @DisplayName("text is decoded as UTF-8, accents, emoji and all")
    void decodesAccentsAndEmoji(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, "00 06 43 c3 a1 64 69 7a", "Cádiz");
        decodes(subject, "00 04 f0 9f 98 80", "😀");
        // The first and the last characters of two, three and four bytes, and those beside the surrogates.
        decodes(subject, "00 04 c2 a0 df bf", "\u00A0\u07FF");
        decodes(subject, "00 09 e0 a0 80 ed 9f bf ee 80 80", "\u0800\uD7FF\uE000");
        decodes(subject, "00 08 f0 90 80 80 f4 8f bf bd", "\uD800\uDC00\uDBFF\uDFFD");
        String text = scene.random().ints(60, 0, LETTERS.length).mapToObj(i -> LETTERS[i]).collect(Collectors.joining());
        decodes(subject, encoded(text), text, 2 + text.getBytes(UTF_8).length);
    }

    @Graded(task = 4, points = 1, dependsOn = "decodesText",
            reason = "Behind a text comes the next field: in a CONNECT, the user name stands right behind the client identifier.",
            hint = "Where does the text end: where its length says, or where the array does?")
    @DisplayName("decoding text leaves alone what stands behind it")
    void stopsAtTheEndOfTheText(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, Subject.bytes("00 03 61 6e 61 00 05 61"), "ana", 5);
        decodes(subject, Subject.bytes("00 00 ff ff"), "", 2);
        decodes(subject, Subject.bytes("00 01 61 c3"), "a", 3);
    }

    @Graded(task = 4, points = 1, dependsOn = "decodesText",
            reason = "A read brings whatever the network has so far. Text whose end has not come is a reason to wait, not to "
                    + "complain.",
            hint = "There are two places where the bytes can end too early: within the length, and within the text. There it may "
                    + "be in the middle of a character.")
    @DisplayName("text of which bytes are missing is incomplete")
    void waitsForTheRestOfTheText(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String hex : new String[] {"", "00", "00 01", "00 04 4d 51 54", "ff ff 61 62", "00 06 43 c3 a1 64 69", "00 06 43 c3",
            "00 0a 31 30 20 e2 82", "00 04 f0", "00 04 f0 9f 98"}) {
            subject.wantsMore(call(Subject.bytes(hex)), format -> format.decodeText(Subject.bytes(hex)));
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-1.5.3-1", "MQTT-1.5.3-3"}, dependsOn = "decodesText",
            hint = "Some programs take ef bb bf at the beginning of a text for a mark of its encoding, and "
                    + "drop it. Here it is a character. So is U+FFFD: a client may have meant it.")
    @DisplayName("ef bb bf is decoded as U+FEFF and ef bf bd as U+FFFD: neither is dropped or refused")
    void keepsTheByteOrderMark(Scene scene) {
        Subject subject = Subject.of(scene);
        decodes(subject, "00 05 ef bb bf 61 62", "\uFEFFab");
        decodes(subject, "00 05 61 ef bf bd 62", "a\uFFFDb");
    }

    @Graded(task = 4, points = 1, clause = "MQTT-1.5.3-2", dependsOn = "decodesText",
            hint = "The bytes of the length may be 0, those of the text may not.")
    @DisplayName("text with a U+0000 in it is malformed")
    void refusesNul(Scene scene) {
        refuses(Subject.of(scene), "00 01 00", "00 03 61 00 62", "00 02 61 00");
    }

    @Graded(task = 4, points = 2, clause = "MQTT-1.5.3-1", dependsOn = "decodesAccentsAndEmoji",
            hint = "new String(bytes, UTF_8) replaces what is wrong and says nothing. Which class of the JDK decodes bytes and "
                    + "complains? A character that goes on behind the end of the text is wrong, too.")
    @DisplayName("text with bytes that are no UTF-8 is malformed")
    void refusesIllFormedBytes(Scene scene) {
        refuses(Subject.of(scene), "00 01 80", "00 02 c3 28", "00 02 61 c3", "00 03 e2 82 61", "00 03 e2 28 82", "00 03 f0 9f 8c",
                "00 04 f0 28 8c ac", "00 04 f0 9f 28 ac", "00 04 f0 9f 8c 28", "00 01 ff", "00 04 f4 90 80 80",
                "00 04 f5 80 80 80", "00 05 f8 88 80 80 80", "00 01 c3 a1", "00 02 e2 82 ac", "00 04 61 f0 9f 8e ad");
    }

    @Graded(task = 4, points = 1, clause = "MQTT-1.5.3-1", dependsOn = "decodesAccentsAndEmoji",
            hint = "A character has just one form in UTF-8, the shortest; and each half of a surrogate pair in "
                    + "three bytes of its own, as Java writes some of its files, is none. If such bytes pass, "
                    + "a character comes in by a back door.")
    @DisplayName("characters in more bytes than they need, and surrogates in bytes of their own, are malformed")
    void refusesOverlongFormsAndSurrogates(Scene scene) {
        refuses(Subject.of(scene), "00 02 c0 80", "00 02 c1 a1", "00 03 e0 81 a1", "00 03 e0 9f bf", "00 04 f0 80 81 a1",
                "00 04 f0 8f bf bd", "00 03 ed a0 80", "00 03 ed bf bf", "00 06 ed a0 bc ed bc ac");
    }

    private static void decodes(Subject subject, String hex, String text) {
        byte[] bytes = Subject.bytes(hex);
        decodes(subject, bytes, text, bytes.length);
    }

    private static void decodes(Subject subject, byte[] bytes, String text, int size) {
        subject.gives(new Text(text, size), call(bytes), format -> format.decodeText(bytes));
    }

    private static void refuses(Subject subject, String... hex) {
        for (byte[] bytes : Arrays.stream(hex).map(Subject::bytes).toList()) {
            subject.refuses(call(bytes), format -> format.decodeText(bytes));
        }
    }

    private static String call(byte[] bytes) {
        return "decodeText(%s)".formatted(Subject.hex(bytes));
    }

    private static byte[] encoded(String text) {
        byte[] characters = text.getBytes(UTF_8);
        byte[] bytes = new byte[2 + characters.length];
        bytes[0] = (byte) (characters.length >> 8);
        bytes[1] = (byte) characters.length;
        System.arraycopy(characters, 0, bytes, 2, characters.length);
        return bytes;
    }
}
