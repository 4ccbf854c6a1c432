package mqttlab.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Reads text that people have written, with whatever editor they have: UTF-8, or what the byte order mark says that Windows
 * likes to put in front. The mark is no part of the text.
 */
public final class WrittenText {

    /** The longer mark of two that begin alike comes first. */
    private enum Mark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_32LE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
        UTF_32BE(Charset.forName("UTF-32BE"), 0, 0, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        NONE(StandardCharsets.UTF_8);

        private final Charset charset;
        private final byte[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        private boolean isAtTheBeginningOf(byte[] text) {
            return text.length >= bytes.length && Arrays.equals(bytes, 0, bytes.length, text, 0, bytes.length);
        }
    }

    private WrittenText() {
    }

    /** @throws NotText if it is something else, or text in an encoding that nothing in it names */
    public static String read(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    public static String of(byte[] bytes) throws NotText {
        Mark mark = Stream.of(Mark.values()).filter(each -> each.isAtTheBeginningOf(bytes)).findFirst().orElse(Mark.NONE);
        CharsetDecoder decoder = mark.charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, mark.bytes.length, bytes.length - mark.bytes.length);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean broken = decoder.decode(in, out, true).isError() || decoder.flush(out).isError();
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new NotText(text.substring(0, nul), 0);
        }
        if (broken) {
            throw new NotText(text, bytes[in.position()]);
        }
        return text;
    }

    /** Bytes that are no text. The message says what to do. */
    public static final class NotText extends IOException {

        private static final long serialVersionUID = 1L;

        private final String before;

        private NotText(String before, int wrong) {
            super("this file is not UTF-8 text (byte 0x%02X): save it with the encoding UTF-8".formatted(wrong & 0xFF));
            this.before = before;
        }

        /** What comes before the first of them. */
        public String before() {
            return before;
        }
    }
}
