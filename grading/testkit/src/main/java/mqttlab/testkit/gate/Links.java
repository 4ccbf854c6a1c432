package mqttlab.testkit.gate;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;

/** What the halves of a passage have in common, and what they say to each other before anything passes: a number each. */
final class Links {

    static final InetAddress LOOPBACK = loopback();

    private Links() {
    }

    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static void say(SocketChannel link, int number) throws IOException {
        write(link, ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    static int hear(SocketChannel link) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
        while (number.hasRemaining()) {
            if (link.read(number) < 0) {
                throw new EOFException();
            }
        }
        return number.getInt(0);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed in any case.
        }
    }
}
