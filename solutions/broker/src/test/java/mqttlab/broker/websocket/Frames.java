package mqttlab.broker.websocket;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** What a client sends, as bytes in hexadecimal, and what it gets for it. */
final class Frames {

    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final FrameInput in;

    Frames(String... hex) {
        in = new FrameInput(new ByteArrayInputStream(bytes(String.join("", hex))), new FrameOutput(answers));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /** What the broker reads until the end. */
    String read() throws IOException {
        return hex(in.readAllBytes());
    }

    FrameInput in() {
        return in;
    }

    String answers() {
        return hex(answers.toByteArray());
    }
}
