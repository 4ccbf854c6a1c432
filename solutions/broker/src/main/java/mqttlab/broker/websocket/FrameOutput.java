package mqttlab.broker.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.websocket.FrameHeader.Opcode;

/**
 * Puts each write into a binary frame of its own. The reading side answers pings here while the broker writes: whoever
 * has the lock sends a whole frame. After the Close frame nothing more is sent (RFC 6455, section 5.5.1).
 */
final class FrameOutput extends OutputStream {

    private static final int NORMAL = 1000;
    private static final int MAX_HEADER_BYTES = 10;
    // Goes out together with the header, in one system call and one segment.
    private static final int MAX_COPIED_BYTES = 4096 - MAX_HEADER_BYTES;

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
        if (!send(Opcode.BINARY, bytes, offset, length)) {
            throw new IOException("The WebSocket is closed.");
        }
    }

    /** @return whether it was sent; not after a Close frame */
    private boolean send(Opcode opcode, byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            closed = opcode == Opcode.CLOSE;
            int copied = Math.min(length, MAX_COPIED_BYTES);
            ByteBuffer start = header(opcode, length, copied).put(bytes, offset, copied);
            out.write(start.array(), 0, start.position());
            if (copied < length) {
                out.write(bytes, offset + copied, length - copied);
            }
            if (opcode.isControl()) {
                out.flush();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer header(Opcode opcode, int length, int room) {
        ByteBuffer header = ByteBuffer.allocate(MAX_HEADER_BYTES + room).put((byte) (0b1000_0000 | opcode.code));
        if (length <= 125) {
            return header.put((byte) length);
        }
        return length <= 0xffff ? header.put((byte) 126).putShort((short) length) : header.put((byte) 127).putLong(length);
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
        send(Opcode.PONG, payload, 0, payload.length);
    }

    /** Closes with the code with which the client closed, if it gave one that may be sent (RFC 6455, section 7.4). */
    void answerClose(byte[] payload) throws IOException {
        if (payload.length == 0) {
            send(Opcode.CLOSE, payload, 0, 0);
            return;
        }
        int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        boolean sendable = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
        close(sendable ? code : Broken.PROTOCOL_ERROR);
    }

    /** For a client that has broken the protocol: the reason matters more than whether it could still be told. */
    void tryToClose(int code) {
        try {
            close(code);
        } catch (IOException e) {
            // It is gone.
        }
    }

    private void close(int code) throws IOException {
        send(Opcode.CLOSE, new byte[] {(byte) (code >> 8), (byte) code}, 0, 2);
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
