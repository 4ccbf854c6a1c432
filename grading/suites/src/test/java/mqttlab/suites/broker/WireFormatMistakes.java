package mqttlab.suites.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;

/** Wire formats with one mistake each, and the checks of stage 00 that must find it. */
final class WireFormatMistakes {

    private WireFormatMistakes() {
    }

    /** The checks by what is wrong with the format; what depends on them is not run. */
    static Map<WireFormat, Set<String>> all() {
        Map<WireFormat, Set<String>> all = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        lengths(all);
        textToBytes(all);
        bytesToText(all);
        headers(all);
        return all;
    }

    private abstract static class Mistaken extends SoundWireFormat {

        private final String mistake;

        Mistaken(String mistake) {
            this.mistake = mistake;
        }

        @Override
        public String toString() {
            return mistake;
        }
    }

    private static void lengths(Map<WireFormat, Set<String>> all) {
        all.put(new Mistaken("a remaining length is encoded with its highest bits first") {
            @Override
            public byte[] encodeRemainingLength(int length) throws MalformedException {
                byte[] right = super.encodeRemainingLength(length);
                byte[] turned = new byte[right.length];
                for (int i = 0; i < right.length; i++) {
                    turned[i] = right[right.length - 1 - i];
                }
                return turned;
            }
        }, Set.of("encodesRemainingLengths"));
        all.put(new Mistaken("a remaining length that is too large is cut off") {
            @Override
            public byte[] encodeRemainingLength(int length) throws MalformedException {
                return super.encodeRemainingLength(length & MOST_REMAINING);
            }
        }, Set.of("refusesToEncodeOtherLengths"));
        all.put(new Mistaken("the first two of three bytes of a remaining length change places") {
            @Override
            public byte[] encodeRemainingLength(int length) throws MalformedException {
                byte[] bytes = super.encodeRemainingLength(length);
                return bytes.length == 3 ? new byte[] {bytes[1], bytes[0], bytes[2]} : bytes;
            }
        }, Set.of("takesLengthsThereAndBack"));
        all.put(new Mistaken("each byte of a remaining length is taken for eight bits") {
            @Override
            public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
                RemainingLength right = super.decodeRemainingLength(bytes);
                int value = 0;
                for (int i = 0; i < right.size(); i++) {
                    value |= (bytes[i] & 0x7f) << 8 * i;
                }
                return new RemainingLength(value, right.size());
            }
        }, Set.of("decodesRemainingLengths", "decodesLongFixedHeaders"));
        all.put(new Mistaken("a remaining length goes to the end of the bytes") {
            @Override
            public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
                return new RemainingLength(super.decodeRemainingLength(bytes).value(), bytes.length);
            }
        }, Set.of("stopsAtTheLastByteOfALength", "decodesLongFixedHeaders"));
        all.put(new Mistaken("half a remaining length is malformed") {
            @Override
            public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
                try {
                    return super.decodeRemainingLength(bytes);
                } catch (IncompleteException e) {
                    throw new MalformedException("half a length");
                }
            }
        }, Set.of("waitsForTheRestOfALength", "waitsForTheRestOfAHeader"));
        all.put(new Mistaken("a remaining length may have five bytes") {
            @Override
            public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
                return bytes.length > 4 && (bytes[0] & bytes[1] & bytes[2] & bytes[3]) < 0
                        ? new RemainingLength(0, 5)
                        : super.decodeRemainingLength(bytes);
            }
        }, Set.of("refusesAFifthByte", "waitsForTheRestOfAHeader"));
    }

    private static void textToBytes(Map<WireFormat, Set<String>> all) {
        all.put(new Mistaken("the length of a text begins with its lower byte") {
            @Override
            public byte[] encodeText(String text) throws MalformedException {
                byte[] bytes = super.encodeText(text);
                byte first = bytes[0];
                bytes[0] = bytes[1];
                bytes[1] = first;
                return bytes;
            }
        }, Set.of("encodesText"));
        all.put(new Mistaken("the length of a text counts characters") {
            @Override
            public byte[] encodeText(String text) throws MalformedException {
                return ByteBuffer.wrap(super.encodeText(text)).putShort((short) text.length()).array();
            }
        }, Set.of("encodesAccentsAndEmoji", "encodesTheByteOrderMark", "encodesAsMuchAsFits"));
        all.put(new Mistaken("text is encoded in Latin 1") {
            @Override
            ByteBuffer inUtf8(String text) {
                return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
            }
        }, Set.of("encodesAccentsAndEmoji", "encodesTheByteOrderMark", "encodesAsMuchAsFits"));
        all.put(new Mistaken("a byte order mark is not encoded") {
            @Override
            ByteBuffer inUtf8(String text) throws MalformedException {
                return super.inUtf8(text.replace("\uFEFF", ""));
            }
        }, Set.of("encodesTheByteOrderMark"));
        all.put(new Mistaken("the length of a text that is too long is cut off") {
            @Override
            public byte[] encodeText(String text) throws MalformedException {
                return text.length() > 20_000 ? new byte[] {0, 0} : super.encodeText(text);
            }
        }, Set.of("encodesAsMuchAsFits"));
        all.put(new Mistaken("a U+0000 is encoded") {
            @Override
            public byte[] encodeText(String text) throws MalformedException {
                return super.encodeText(text.replace('\0', '0'));
            }
        }, Set.of("refusesToEncodeNul"));
        all.put(new Mistaken("half of a surrogate pair is encoded as a question mark") {
            @Override
            ByteBuffer inUtf8(String text) {
                return ByteBuffer.wrap(text.getBytes(UTF_8));
            }
        }, Set.of("refusesToEncodeLoneSurrogates"));
    }

    private static void bytesToText(Map<WireFormat, Set<String>> all) {
        all.put(new Mistaken("the size of a text leaves out its length") {
            @Override
            public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
                Text right = super.decodeText(bytes);
                return new Text(right.value(), right.size() - 2);
            }
        }, Set.of("decodesText"));
        all.put(new Mistaken("text is decoded as Latin 1") {
            @Override
            String fromUtf8(byte[] bytes, int from, int length) {
                return new String(bytes, from, length, ISO_8859_1);
            }
        }, Set.of("decodesAccentsAndEmoji", "keepsTheByteOrderMark"));
        all.put(new Mistaken("a text goes to the end of the bytes") {
            @Override
            public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
                super.decodeText(bytes);
                return new Text(fromUtf8(bytes, 2, bytes.length - 2), bytes.length);
            }
        }, Set.of("stopsAtTheEndOfTheText"));
        all.put(new Mistaken("half a text is taken for a text") {
            @Override
            public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
                return bytes.length < 2 ? new Text("", 0)
                        : super.decodeText(Arrays.copyOf(bytes, Math.max(bytes.length, 2 + 256 * bytes[0] + bytes[1])));
            }
        }, Set.of("waitsForTheRestOfTheText"));
        all.put(new Mistaken("a byte order mark is dropped") {
            @Override
            String fromUtf8(byte[] bytes, int from, int length) throws MalformedException {
                return super.fromUtf8(bytes, from, length).replace("\uFEFF", "");
            }
        }, Set.of("keepsTheByteOrderMark"));
        all.put(new Mistaken("a U+0000 is decoded") {
            @Override
            String fromUtf8(byte[] bytes, int from, int length) throws MalformedException {
                return super.fromUtf8(bytes, from, length).replace('\0', '0');
            }
        }, Set.of("refusesNul"));
        all.put(new Mistaken("bytes that are no UTF-8 are replaced") {
            @Override
            String fromUtf8(byte[] bytes, int from, int length) {
                return new String(bytes, from, length, UTF_8);
            }
        }, Set.of("refusesIllFormedBytes", "refusesOverlongFormsAndSurrogates"));
        all.put(new Mistaken("text is decoded as Java writes it into its class files") {
            @Override
            String fromUtf8(byte[] bytes, int from, int length) throws MalformedException {
                try {
                    return super.fromUtf8(bytes, from, length);
                } catch (MalformedException otherwise) {
                    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                        return in.readUTF();
                    } catch (IOException e) {
                        throw otherwise;
                    }
                }
            }
        }, Set.of("refusesOverlongFormsAndSurrogates"));
    }

    private static void headers(Map<WireFormat, Set<String>> all) {
        all.put(new Mistaken("the type of a packet has a sign") {
            @Override
            public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
                FixedHeader right = super.decodeFixedHeader(bytes);
                return new FixedHeader(bytes[0] >> 4, right.flags(), right.remaining(), right.size());
            }
        }, Set.of("decodesFixedHeaders"));
        all.put(new Mistaken("the remaining length of a header has one byte") {
            @Override
            public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
                return bytes.length < 2 ? super.decodeFixedHeader(bytes)
                        : super.decodeFixedHeader(new byte[] {bytes[0], (byte) (bytes[1] & 0x7f)});
            }
        }, Set.of("decodesLongFixedHeaders", "waitsForTheRestOfAHeader"));
        all.put(new Mistaken("a header may end after its first byte") {
            @Override
            public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
                return super.decodeFixedHeader(bytes.length == 1 ? Arrays.copyOf(bytes, 2) : bytes);
            }
        }, Set.of("waitsForTheRestOfAHeader"));
        all.put(allowing("the flags of a PUBLISH must be 0, too",
                (type, flags) -> sound(type, flags) && (type != 3 || flags == 0)),
                Set.of("decodesTheFlagsOfPublish"));
        all.put(allowing("flags do not matter", (type, flags) -> sound(type, flags) || type != 3 && type % 15 != 0),
                Set.of("refusesWrongFlags"));
        all.put(allowing("UNSUBSCRIBE has no flags", (type, flags) -> type == 10 ? flags == 0 : sound(type, flags)),
                Set.of("decodesFixedHeaders"));
        all.put(allowing("there is a QoS 3", (type, flags) -> type == 3 || sound(type, flags)), Set.of("refusesQosThree"));
        all.put(allowing("there are sixteen types", (type, flags) -> type % 15 == 0 || sound(type, flags)),
                Set.of("refusesReservedTypes"));
    }

    private interface Allowed {
        boolean test(int type, int flags);
    }

    private static boolean sound(int type, int flags) {
        return new SoundWireFormat().allowed(type, flags);
    }

    private static WireFormat allowing(String mistake, Allowed allowed) {
        return new Mistaken(mistake) {
            @Override
            boolean allowed(int type, int flags) {
                return allowed.test(type, flags);
            }
        };
    }
}
