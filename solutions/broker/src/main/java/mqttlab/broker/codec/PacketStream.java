package mqttlab.broker.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;

/**
 * Cuts a stream of bytes into packets: a read may bring half a packet, or fifty.
 *
 * <p>Reads block, so this is for a thread of its own. The buffer is small at first and grows only as bytes arrive, whatever
 * length a packet announces.
 */
public final class PacketStream {

    /** What each stream has, however little comes. */
    public static final int SMALL = 512;
    private static final int ROOMY = 64 * 1024;

    /** What the longest CONNECT takes: no stranger needs more. */
    private static final int LONGEST_CONNECT = 10 + 5 * (2 + 65_535);

    private final InputStream in;
    private final int maxBytes;
    private int limit;
    private final Runnable beforeWaiting;
    private final IntFunction<byte[]> memory;
    private byte[] buffer = new byte[SMALL];
    private int start;
    private int end;
    private int lastRead;

    /**
     * @param maxBytes      the longest packet that is accepted, without its fixed header; the first is no longer than a CONNECT
     * @param beforeWaiting called before each read: what has come has been dealt with, and it may take a while until more comes
     */
    public PacketStream(InputStream in, int maxBytes, Runnable beforeWaiting) {
        this(in, maxBytes, beforeWaiting, byte[]::new);
    }

    /** @param memory where it gets a buffer of another size, in exchange for the one that it has */
    public PacketStream(InputStream in, int maxBytes, Runnable beforeWaiting, IntFunction<byte[]> memory) {
        this.memory = memory;
        this.in = in;
        this.maxBytes = maxBytes;
        this.limit = Math.min(maxBytes, LONGEST_CONNECT);
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * Waits for the next packet.
     *
     * @throws MalformedPacket if what comes is not one
     * @throws EOFException    if the stream ends
     */
    public Packet next() throws IOException {
        await(2);
        int lengthBytes = LengthField.size(buffer, start + 1, end);
        while (lengthBytes == 0) {
            await(end - start + 1);
            lengthBytes = LengthField.size(buffer, start + 1, end);
        }
        int length = LengthField.value(buffer, start + 1, lengthBytes);
        if (length > limit) {
            throw new MalformedPacket("a packet of %d bytes was announced, and this broker takes at most %d", length, limit);
        }
        await(1 + lengthBytes + length);
        int body = start + 1 + lengthBytes;
        int first = buffer[start] & 0xff;
        limit = maxBytes;
        start = body + length;
        return Decoder.decode(first, new Fields(buffer, body, start));
    }

    // lab:stage 12
    /** Whether {@link #next} would not wait: the next packet has come, or something that will never be one. */
    public boolean hasNext() {
        int lengthBytes = LengthField.size(buffer, start + 1, end);
        if (lengthBytes == 0) {
            return false;
        }
        int length = LengthField.value(buffer, start + 1, lengthBytes);
        return length > limit || end - start >= 1 + lengthBytes + length;
    }

    /** Gives up the buffer of a stream from which nothing is to come for a while: there may be ten thousand of them. */
    public void rest() {
        makeRoom();
        if (end == 0 && buffer.length == SMALL) {
            buffer = new byte[0];
        }
    }

    // lab:end
    /** Waits until so many bytes are in the buffer, counted from {@code start}. */
    private void await(int wanted) throws IOException {
        while (end - start < wanted) {
            read();
        }
    }

    /**
     * Waits until more has come, whether that makes a packet or not.
     *
     * @throws EOFException if the stream ends
     */
    public void read() throws IOException {
        makeRoom();
        beforeWaiting.run();
        lastRead = in.read(buffer, end, buffer.length - end);
        if (lastRead < 0) {
            throw new EOFException("the connection ended");
        }
        end += lastRead;
    }

    private void makeRoom() {
        int kept = end - start;
        boolean full = end == buffer.length;
        if (kept == buffer.length || full && buffer.length < ROOMY) {
            moveTo(memory.apply(larger()));
        } else if (kept == 0 && lastRead < buffer.length / 4 && buffer.length > SMALL) {
            moveTo(memory.apply(SMALL));
        } else if (full || kept == 0) {
            moveTo(buffer);
        }
    }

    /** Twice as much, or if the packet that fills the buffer needs less than that, what it needs. */
    private int larger() {
        int lengthBytes = LengthField.size(buffer, start + 1, end);
        int packet = lengthBytes == 0 ? 0 : 1 + lengthBytes + LengthField.value(buffer, start + 1, lengthBytes);
        return packet > buffer.length ? Math.min(2 * buffer.length, packet) : Math.max(SMALL, 2 * buffer.length);
    }

    private void moveTo(byte[] room) {
        System.arraycopy(buffer, start, room, 0, end - start);
        buffer = room;
        end -= start;
        start = 0;
    }
}
