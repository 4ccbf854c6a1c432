package mqttlab.broker.websocket;

import static mqttlab.broker.websocket.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the broker sends in frames")
class FrameOutputTest {

    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream() {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(length);
            super.write(bytes, offset, length);
        }
    };
    private final FrameOutput out = new FrameOutput(sent);

    @Test
    @DisplayName("is the part of the array that was written, in a binary frame without a mask")
    void part() throws IOException {
        out.write(new byte[] {9, 0x48, 0x65, 9}, 1, 2);
        assertThat(hex(sent.toByteArray())).isEqualTo("82 02 48 65");
    }

    // The headers for 256 bytes and 64 KB are examples of RFC 6455, section 5.7.
    @ParameterizedTest(name = "{0} bytes: {1}, {2} writes")
    @DisplayName("has the shortest header that holds its length, and goes out together with it")
    @CsvSource({
        "0, 82 00, 1", "1, 82 01, 1", "125, 82 7d, 1", "126, 82 7e 00 7e, 1", "256, 82 7e 01 00, 1",
        "4086, 82 7e 0f f6, 1", "4087, 82 7e 0f f7, 2", "65535, 82 7e ff ff, 2", "65536, 82 7f 00 00 00 00 00 01 00 00, 2"})
    void header(int length, String header, int count) throws IOException {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i % 251);
        }
        out.write(payload);
        byte[] frame = sent.toByteArray();
        int start = frame.length - length;
        assertThat(hex(Arrays.copyOf(frame, start))).isEqualTo(header);
        assertThat(Arrays.copyOfRange(frame, start, frame.length)).isEqualTo(payload);
        assertThat(writes).hasSize(count);
    }

    @Test
    @DisplayName("is whole frames, also when pongs go out meanwhile")
    void interleaving() throws Exception {
        int rounds = 500;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    out.write(filled(10_000));
                }
                return null;
            });
            threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    out.pong(new byte[] {1, 2, 3});
                }
                return null;
            });
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(sent.toByteArray()));
        int frames = 0;
        for (int first = in.read(); first >= 0; first = in.read(), frames++) {
            byte[] payload = new byte[first == 0x8a ? in.read() : in.skipBytes(1) + in.readUnsignedShort() - 1];
            in.readFully(payload);
            assertThat(payload).isEqualTo(first == 0x8a ? new byte[] {1, 2, 3} : filled(10_000));
        }
        assertThat(frames).isEqualTo(2 * rounds);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    @Test
    @DisplayName("ends with one Close frame, whoever closes; then nothing more is sent")
    void close() throws IOException {
        out.close();
        out.tryToClose(1002);
        out.pong(new byte[0]);
        out.close();
        assertThat(hex(sent.toByteArray())).isEqualTo("88 02 03 e8");
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class).hasMessage("The WebSocket is closed.");
    }

    @Test
    @DisplayName("closes the stream beneath, even when the Close frame cannot be sent")
    void closeBroken() {
        List<String> calls = new ArrayList<>();
        FrameOutput broken = new FrameOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        });
        assertThatThrownBy(broken::close).hasMessage("Broken pipe");
        assertThat(calls).containsExactly("close");
    }
}
