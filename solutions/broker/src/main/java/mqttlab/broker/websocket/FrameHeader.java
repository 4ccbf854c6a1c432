package mqttlab.broker.websocket;

import java.io.DataInputStream;
import java.io.IOException;

/** The header of a client's frame (RFC 6455, section 5.2). */
record FrameHeader(boolean last, Opcode opcode, long length, int mask) {

    private static final int MAX_CONTROL_BYTES = 125;

    /** What a frame is for; the codes in between are reserved. */
    enum Opcode {
        CONTINUATION(0), TEXT(1), BINARY(2), CLOSE(8), PING(9), PONG(10);

        final int code;

        Opcode(int code) {
            this.code = code;
        }

        /** About the connection, not about data; may come between the fragments of a message. */
        boolean isControl() {
            return code >= CLOSE.code;
        }

        private static Opcode of(int code) throws Broken {
            for (Opcode opcode : values()) {
                if (opcode.code == code) {
                    return opcode;
                }
            }
            throw new Broken(Broken.PROTOCOL_ERROR, "opcode %d is reserved", code);
        }
    }

    /** The next one; null if the stream ends before it. */
    static FrameHeader read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        require((first & 0b0111_0000) == 0, "a reserved bit is set, and no extension was agreed on");
        boolean last = (first & 0b1000_0000) != 0;
        Opcode opcode = Opcode.of(first & 0b1111);
        int second = in.readUnsignedByte();
        require((second & 0b1000_0000) != 0, "a client must mask its frames"); // section 5.1
        long length = length(in, second & 0b0111_1111);
        require(!opcode.isControl() || last && length <= MAX_CONTROL_BYTES, // section 5.5
                "a %s frame must be whole and hold at most %d bytes", opcode, MAX_CONTROL_BYTES);
        return new FrameHeader(last, opcode, length, in.readInt());
    }

    private static long length(DataInputStream in, int shortForm) throws IOException {
        if (shortForm <= 125) {
            return shortForm;
        }
        long length = shortForm == 126 ? in.readUnsignedShort() : in.readLong();
        require(length >= 0, "the first bit of a length must be 0");
        require(length > (shortForm == 126 ? 125 : 0xffff), "the length %d is written with more bytes than it needs", length);
        return length;
    }

    private static void require(boolean kept, String rule, Object... details) throws Broken {
        if (!kept) {
            throw new Broken(Broken.PROTOCOL_ERROR, rule, details);
        }
    }
}
