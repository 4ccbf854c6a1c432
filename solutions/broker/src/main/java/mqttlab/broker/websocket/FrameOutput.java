package mqttlab.broker.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts each write into a binary frame of its own. The reading side answers pings here while the broker writes: whoever
 * has the lock sends a whole frame. After the Close frame nothing more is sent (RFC 6455, section 5.5.1).
 */
final class FrameOutput extends OutputStream {

    private static final int NORMAL = 1000;
    private static final int LONGEST_HEADER = 10;
    // What goes out together with the header, in one system call and one segment.
    private static final int TOGETHER = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream out;
    private boolean closed;

    FrameOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("The WebSocket is closed.");
            }
            frame(Opcode.BINARY, bytes, offset, length);
        } finally {
            lock.unlock();
        }
    }

    /** Copies no more than a first part, which goes out with the header; the rest goes out as it is. */
    private void frame(Opcode opcode, byte[] bytes, int offset, int length) throws IOException {
        int copied = Math.min(length, TOGETHER - LONGEST_HEADER);
        ByteBuffer start = ByteBuffer.allocate(LONGEST_HEADER + copied).put((byte) (0b1000_0000 | opcode.code()));
        if (length <= 125) {
            start.put((byte) length);
        } else if (length <= 0xffff) {
            start.put((byte) 126).putShort((short) length);
        } else {
            start.put((byte) 127).putLong(length);
        }
        start.put(bytes, offset, copied);
        out.write(start.array(), 0, start.position());
        if (copied < length) {
            out.write(bytes, offset + copied, length - copied);
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    void pong(byte[] payload) throws IOException {
        control(Opcode.PONG, payload);
    }

    /** Says goodbye with the code that the client said goodbye with (RFC 6455, section 7.4). */
    void answerClose(byte[] payload) throws IOException {
        if (payload.length == 0) {
            control(Opcode.CLOSE, payload);
            return;
        }
        int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        boolean sendable = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
                || code >= 3000 && code <= 4999;
        close(sendable ? code : Broken.PROTOCOL_ERROR);
    }

    /** For a client that has gone wrong already: why matters more than whether it could be told. */
    void tryToClose(int code) {
        try {
            close(code);
        } catch (IOException e) {
            // It is gone.
        }
    }

    private void close(int code) throws IOException {
        control(Opcode.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    private void control(Opcode opcode, byte[] payload) throws IOException {
        lock.lock();
        try {
            if (!closed) {
                closed = opcode == Opcode.CLOSE;
                frame(opcode, payload, 0, payload.length);
                out.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            close(NORMAL);
        } finally {
            out.close();
        }
    }
}
