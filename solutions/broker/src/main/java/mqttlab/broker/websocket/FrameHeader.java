package mqttlab.broker.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The header of a client's frame (RFC 6455, section 5.2). */
record FrameHeader(boolean last, Opcode opcode, long length, int mask) {

    static final int MOST_OF_CONTROL = 125;

    /** The next one; null when the stream ends before it. */
    static FrameHeader read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        if ((first & 0b0111_0000) != 0) {
            throw Broken.protocol("a reserved bit is set, and no extension was agreed on");
        }
        boolean last = (first & 0b1000_0000) != 0;
        Opcode opcode = Opcode.of(first & 0b1111);
        int second = (int) number(in, 1);
        if ((second & 0b1000_0000) == 0) {
            throw Broken.protocol("a client must mask its frames"); // section 5.1
        }
        long length = length(in, second & 0b0111_1111);
        if (opcode.isControl() && (!last || length > MOST_OF_CONTROL)) { // section 5.5
            throw Broken.protocol("a %s frame must be whole and hold at most %d bytes", opcode, MOST_OF_CONTROL);
        }
        return new FrameHeader(last, opcode, length, (int) number(in, 4));
    }

    private static long length(InputStream in, int shortForm) throws IOException {
        if (shortForm <= 125) {
            return shortForm;
        }
        long length = number(in, shortForm == 126 ? 2 : 8);
        if (length < 0) {
            throw Broken.protocol("the first bit of a length must be 0");
        }
        if (length <= (shortForm == 126 ? 125 : 0xffff)) {
            throw Broken.protocol("the length %d is written with more bytes than it needs", length);
        }
        return length;
    }

    private static long number(InputStream in, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The client left in the middle of a WebSocket frame's header.");
            }
            number = number << 8 | next;
        }
        return number;
    }
}
