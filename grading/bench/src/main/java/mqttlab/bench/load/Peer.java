package mqttlab.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One end of a load: a connection, what is still to go out on it, and what becomes of the packets that come. Belongs to the
 * thread of its {@link Driver}; never waits.
 */
abstract sealed class Peer implements AutoCloseable permits Publisher, Subscriber {

    private static final int SHORTEST_PACKET = 2;

    final ByteBuffer out;
    private final SocketChannel channel;
    private SelectionKey key;
    /** The beginning of a packet whose end has not come yet. */
    private ByteBuffer rest = ByteBuffer.allocate(512).limit(0);

    Peer(Handshake handshake, int outgoing) {
        this.channel = handshake.channel();
        this.out = ByteBuffer.allocateDirect(outgoing);
    }

    /** @param from where the packet's body begins in the buffer */
    abstract void packet(int firstByte, ByteBuffer in, int from, int length);

    void register(Driver driver) throws IOException {
        channel.configureBlocking(false);
        key = driver.register(channel, this);
    }

    /** All that the socket has, in as many gulps as the buffer allows; and what the packets made us answer, in one write. */
    void ready(ByteBuffer in) throws IOException {
        if (key.isReadable()) {
            boolean full = true;
            while (full) {
                in.clear().put(rest);
                int read = channel.read(in);
                if (read < 0) {
                    throw new BrokenLoad("the connection of " + this + " was closed by the broker");
                }
                full = !in.hasRemaining();
                packets(in.flip());
                keep(in);
            }
        }
        flush();
    }

    private void packets(ByteBuffer in) {
        while (in.remaining() >= SHORTEST_PACKET) {
            int at = in.position() + 1;
            int length = 0;
            int shift = 0;
            byte digit;
            do {
                if (at >= in.limit()) {
                    return;
                }
                digit = in.get(at++);
                length |= (digit & 0x7f) << shift;
                shift += 7;
            } while (digit < 0);
            if (at + length > in.limit()) {
                return;
            }
            packet(in.get(in.position()) & 0xff, in, at, length);
            in.position(at + length);
        }
    }

    private void keep(ByteBuffer in) {
        if (in.remaining() > rest.capacity()) {
            rest = ByteBuffer.allocate(in.remaining());
        }
        rest.clear().put(in).flip();
    }

    /** Everything that is queued, in one write; what the socket does not take goes when it can. */
    void flush() throws IOException {
        if (out.position() == 0) {
            return;
        }
        channel.write(out.flip());
        out.compact();
        key.interestOps(out.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    void answer(int type, int packetId) {
        out.put((byte) (type == Wire.PUBREL ? type | 2 : type)).put((byte) 2).putShort((short) packetId);
    }

    @Override
    public void close() {
        try (channel) {
            channel.configureBlocking(true);
            channel.write(ByteBuffer.wrap(Wire.DISCONNECT));
        } catch (IOException e) {
            // The broker closed it first.
        }
    }
}
