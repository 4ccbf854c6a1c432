package mqttlab.broker.websocket;

import static mqttlab.broker.websocket.Frames.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a client sends in frames")
class FrameInputTest {

    // RFC 6455, section 5.7: "Hello", masked, but in a binary frame where the RFC has text.
    private static final String HELLO_MASKED = "37 fa 21 3d 7f 9f 4d 51 58";
    private static final String HELLO = "48 65 6c 6c 6f";

    @Nested
    @DisplayName("is read as one stream of bytes")
    class Data {

        @Test
        @DisplayName("unmasked")
        void unmasked() throws IOException {
            assertThat(new Frames("82 85", HELLO_MASKED).read()).isEqualTo(HELLO);
        }

        @Test
        @DisplayName("when a message comes in fragments, with a ping in between and an empty one")
        void fragments() throws IOException {
            Frames frames = new Frames("02 83 00000000 48656c", "89 80 01020304", "00 80 11111111", "80 82 00000000 6c6f");
            assertThat(frames.read()).isEqualTo(HELLO);
            assertThat(frames.answers()).isEqualTo("8a 00");
        }

        @Test
        @DisplayName("when several packets share a frame and one spans two")
        void notAligned() throws IOException {
            assertThat(new Frames("82 83 00000000 c000c0", "82 81 00000000 00").read()).isEqualTo("c0 00 c0 00");
        }

        @ParameterizedTest(name = "{0} at a time")
        @DisplayName("whatever the size of the reader's buffer")
        @ValueSource(ints = {1, 2, 3, 4, 5, 7})
        void pieces(int size) throws IOException {
            FrameInput in = new Frames("82 85", HELLO_MASKED, "82 85", HELLO_MASKED).in();
            byte[] buffer = new byte[12];
            int at = 1;
            for (int n = in.read(buffer, at, size); n > 0; n = in.read(buffer, at, Math.min(size, 11 - at))) {
                at += n;
            }
            assertThat(new String(buffer, 0, 12, StandardCharsets.US_ASCII)).isEqualTo("\0HelloHello\0");
        }

        @Test
        @DisplayName("byte by byte, without a sign")
        void single() throws IOException {
            FrameInput in = new Frames("82 81 00000000 ff").in();
            assertThat(in.read()).isEqualTo(255);
            assertThat(in.read()).isEqualTo(-1);
        }

        @Test
        @DisplayName("from frames with the two longer forms of length")
        void longer() throws IOException {
            assertThat(new Frames("82 fe 0100 00000000", "aa".repeat(256)).in().readAllBytes()).hasSize(256);
            assertThat(new Frames("82 ff 0000000000010000 00000000", "aa".repeat(65536)).in().readAllBytes()).hasSize(65536);
        }

        @Test
        @DisplayName("and a frame that announces 2^62 bytes takes no more memory than the reader's buffer")
        void huge() throws IOException {
            FrameInput in = new Frames("82 ff 4000000000000000 00000000 0102").in();
            byte[] buffer = new byte[64];
            assertThat(in.read(buffer)).isEqualTo(2);
            assertThatThrownBy(() -> in.read(buffer)).isInstanceOf(EOFException.class);
        }
    }

    @Nested
    @DisplayName("is answered where it is about the connection")
    class Control {

        @Test
        @DisplayName("a ping by a pong with the same payload")
        void ping() throws IOException {
            Frames frames = new Frames("89 85", HELLO_MASKED);
            assertThat(frames.read()).isEmpty();
            assertThat(frames.answers()).isEqualTo("8a 05 " + HELLO);
        }

        @Test
        @DisplayName("a pong by nothing")
        void pong() throws IOException {
            Frames frames = new Frames("8a 85", HELLO_MASKED, "82 81 00000000 01");
            assertThat(frames.read()).isEqualTo("01");
            assertThat(frames.answers()).isEmpty();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @DisplayName("a close by a close with the same code, or 1002 where the code is none; then nothing more is read")
        @CsvSource({
            "88 80 00000000, 88 00", "88 82 00000000 03e8, 88 02 03 e8", "88 85 00000000 03e9627965, 88 02 03 e9",
            "88 82 00000000 0fa0, 88 02 0f a0", "88 81 00000000 03, 88 02 03 ea", "88 82 00000000 03ed, 88 02 03 ea",
            "88 82 00000000 0001, 88 02 03 ea", "88 82 00000000 ffff, 88 02 03 ea"})
        void close(String frame, String answer) throws IOException {
            Frames frames = new Frames("82 81 00000000 01", frame, "82 81 00000000 02", "89 80 00000000");
            assertThat(frames.read()).isEqualTo("01");
            assertThat(frames.answers()).isEqualTo(answer);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("ends the connection with a close code where it breaks a rule")
    @CsvSource({
        "81 85 37fa213d7f9f4d5158, 03 eb, 'MQTT comes in binary frames, this is a text frame'",
        "82 05 48656c6c6f, 03 ea, a client must mask its frames",
        "c2 80 00000000, 03 ea, 'a reserved bit is set, and no extension was agreed on'",
        "92 80 00000000, 03 ea, 'a reserved bit is set, and no extension was agreed on'",
        "83 80 00000000, 03 ea, opcode 3 is reserved",
        "8b 80 00000000, 03 ea, opcode 11 is reserved",
        "80 80 00000000, 03 ea, 'a continuation frame, and there is nothing to continue'",
        "02 80 00000000 82 80 00000000, 03 ea, a new message before the last fragment of the one before",
        "09 80 00000000, 03 ea, a PING frame must be whole and hold at most 125 bytes",
        "89 fe 007e 00000000, 03 ea, a PING frame must be whole and hold at most 125 bytes",
        "88 ff 4000000000000000 00000000, 03 ea, a CLOSE frame must be whole and hold at most 125 bytes",
        "82 fe 007d 00000000, 03 ea, the length 125 is written with more bytes than it needs",
        "82 ff 000000000000ffff 00000000, 03 ea, the length 65535 is written with more bytes than it needs",
        "82 ff 8000000000000000 00000000, 03 ea, the first bit of a length must be 0"})
    void broken(String hex, String code, String what) throws IOException {
        Frames frames = new Frames(hex);
        int number = bytes(code.replace(" ", ""))[0] << 8 | bytes(code)[1] & 0xff;
        assertThatThrownBy(frames::read).isInstanceOf(IOException.class)
                .hasMessage("WebSocket: " + what + " (close code " + number + ")");
        assertThat(frames.answers()).isEqualTo("88 02 " + code);
        assertThat(frames.in().read()).isEqualTo(-1);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that ends in the middle of a frame is not taken for an orderly end")
    @ValueSource(strings = {"82", "82 85", "82 85 37fa21", "82 85 37fa213d 7f9f", "82 fe 01", "89 82 00000000 01"})
    void cut(String hex) {
        assertThatThrownBy(() -> new Frames(hex).read()).isInstanceOf(EOFException.class);
    }
}
