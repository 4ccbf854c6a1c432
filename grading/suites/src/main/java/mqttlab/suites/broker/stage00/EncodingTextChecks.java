package mqttlab.suites.broker.stage00;

import static java.nio.charset.StandardCharsets.UTF_8;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.SafeText;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Text to bytes")
class EncodingTextChecks {

    private static final int MOST_BYTES = 65_535;

    @Graded(task = 3, points = 1,
            reason = "Topics, client identifiers and user names all look like this (section 1.5.3): two bytes that "
                    + "say how many follow, and then the text.",
            hint = "The two bytes are one number, the higher byte first: 0x0102 is 258. The empty text has a length, too.")
    @DisplayName("text is encoded as two bytes of length, the higher one first, and its characters")
    void encodesText(Scene scene) {
        Subject subject = Subject.of(scene);
        encodes(subject, "MQTT", Subject.bytes("00 04 4d 51 54 54"));
        encodes(subject, "", Subject.bytes("00 00"));
        encodes(subject, "a".repeat(258), withLength(0x01, 0x02, "a".repeat(258)));
        encodes(subject, "z".repeat(200), withLength(0x00, 0xc8, "z".repeat(200)));
    }

    @Graded(task = 3, points = 2, clause = "MQTT-1.5.3-1", dependsOn = "encodesText",
            hint = "How many characters has \"Cádiz\", and how many bytes? Say which encoding you mean: the "
                    + "default is not the same on every machine.")
    @DisplayName("text is encoded in UTF-8, and its length counts bytes, not characters")
    void encodesAccentsAndEmoji(Scene scene) {
        Subject subject = Subject.of(scene);
        encodes(subject, "Cádiz", Subject.bytes("00 06 43 c3 a1 64 69 7a"));
        encodes(subject, "10 €", Subject.bytes("00 06 31 30 20 e2 82 ac"));
        encodes(subject, "😀", Subject.bytes("00 04 f0 9f 98 80"));
    }

    @Graded(task = 3, points = 1, clause = "MQTT-1.5.3-3", dependsOn = "encodesText",
            hint = "Some programs take U+FEFF at the beginning of a text for a mark of its encoding, "
                    + "and drop it. Here it is a character. And not every question mark is one that Java has put there.")
    @DisplayName("U+FEFF is encoded as ef bb bf, and a question mark as 3f, like any other character")
    void encodesTheByteOrderMark(Scene scene) {
        Subject subject = Subject.of(scene);
        encodes(subject, "\uFEFFab", Subject.bytes("00 05 ef bb bf 61 62"));
        encodes(subject, "¿Qué?", Subject.bytes("00 07 c2 bf 51 75 c3 a9 3f"));
    }

    @Graded(task = 3, points = 1, dependsOn = "encodesText",
            reason = "The two bytes of the length hold no more than 65,535 (section 1.5.3). A length that is cut off silently "
                    + "turns the rest of the text into the next field.",
            hint = "What are the lower two bytes of 65,536? And is it bytes or characters that you count?")
    @DisplayName("text of 65,535 bytes can be encoded, and not one byte more")
    void encodesAsMuchAsFits(Scene scene) {
        Subject subject = Subject.of(scene);
        encodes(subject, "x".repeat(MOST_BYTES), withLength(0xff, 0xff, "x".repeat(MOST_BYTES)));
        String euros = "€".repeat(MOST_BYTES / 3);
        encodes(subject, euros, withLength(0xff, 0xff, euros));
        subject.refuses("encodeText of \"x\", 65,536 times", format -> format.encodeText("x".repeat(MOST_BYTES + 1)));
        subject.refuses("encodeText of \"€\", 21,845 times, and an \"x\"", format -> format.encodeText(euros + "x"));
    }

    @Graded(task = 3, points = 1, clause = "MQTT-1.5.3-2", dependsOn = "encodesText",
            hint = "U+0000 is a character like any other for Java, and the end of the text for many programs that are written in "
                    + "C.")
    @DisplayName("text with a U+0000 in it cannot be encoded")
    void refusesToEncodeNul(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String text : new String[] {"\0", "news\0", "a\0b"}) {
            refuses(subject, text);
        }
    }

    @Graded(task = 3, points = 2, clause = "MQTT-1.5.3-1", dependsOn = "encodesAccentsAndEmoji",
            hint = "A Java String may hold one half of a surrogate pair without the other; UTF-8 has no bytes for that. "
                    + "String.getBytes replaces it silently by a question mark. Which class of the JDK would complain instead? "
                    + "And what is left of a text that was refused when the next one comes?")
    @DisplayName("text with half of a surrogate pair cannot be encoded")
    void refusesToEncodeLoneSurrogates(Scene scene) {
        Subject subject = Subject.of(scene);
        for (String text : new String[] {"\uD83C", "a\uDF2C", "\uD83Cb", "\uDF2C\uD83C"}) {
            refuses(subject, text);
            // Of what was refused, nothing stays.
            encodes(subject, "MQTT", Subject.bytes("00 04 4d 51 54 54"));
        }
    }

    private static void encodes(Subject subject, String text, byte[] expected) {
        subject.givesBytes(expected, call(text), format -> format.encodeText(text));
    }

    private static void refuses(Subject subject, String text) {
        subject.refuses(call(text), format -> format.encodeText(text));
    }

    private static String call(String text) {
        return text.length() > 20
                ? "encodeText of %s, %d times".formatted(SafeText.quote(text.substring(0, 1)), text.length())
                : "encodeText(%s)".formatted(SafeText.quote(text));
    }

    private static byte[] withLength(int high, int low, String text) {
        byte[] characters = text.getBytes(UTF_8);
        byte[] bytes = new byte[2 + characters.length];
        bytes[0] = (byte) high;
        bytes[1] = (byte) low;
        System.arraycopy(characters, 0, bytes, 2, characters.length);
        return bytes;
    }
}
