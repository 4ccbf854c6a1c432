package mqttlab.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.List;

/** What comes before a load: connecting and subscribing, blocking, with a deadline. */
public record Handshake(SocketChannel channel) {

    private static final int DEADLINE_MILLIS = 20_000;
    private static final int REFUSED = 0x80;

    /** Connected, with a CONNECT that is sent and not yet answered. */
    public static Handshake begin(InetSocketAddress broker, String clientId, boolean cleanSession) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(broker, DEADLINE_MILLIS);
            channel.socket().setSoTimeout(DEADLINE_MILLIS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Handshake handshake = new Handshake(channel);
            handshake.write(Wire.connect(clientId, cleanSession));
            return handshake;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public static Handshake done(InetSocketAddress broker, String clientId, boolean cleanSession) {
        try {
            Handshake handshake = begin(broker, clientId, cleanSession);
            handshake.awaitConnack();
            return handshake;
        } catch (IOException e) {
            throw new BrokenLoad("cannot connect as " + clientId + ": " + e.getMessage(), e);
        }
    }

    public void awaitConnack() throws IOException {
        byte[] answer = read(4);
        if (answer[0] != Wire.CONNACK || answer[1] != 2 || answer[3] != 0) {
            throw new IOException("CONNECT was answered with " + HexFormat.ofDelimiter(" ").formatHex(answer));
        }
    }

    public void subscribe(String filter, int qos) {
        subscribe(List.of(List.of(filter)), qos);
    }

    /** One SUBSCRIBE for each list of filters, all written before the first answer is read; none may be refused. */
    public void subscribe(List<List<String>> packets, int qos) {
        try {
            int packetId = 0;
            for (List<String> filters : packets) {
                write(Wire.subscribe(++packetId, filters, qos));
            }
            for (List<String> filters : packets) {
                awaitSuback(filters.size());
            }
        } catch (IOException e) {
            throw new BrokenLoad("cannot subscribe: " + e.getMessage(), e);
        }
    }

    private void awaitSuback(int filters) throws IOException {
        byte[] answer = read(2 + 2 + filters);
        if ((answer[0] & 0xff) != Wire.SUBACK || answer[1] != 2 + filters) {
            throw new IOException("SUBSCRIBE was answered with " + HexFormat.ofDelimiter(" ").formatHex(answer));
        }
        for (int i = 4; i < answer.length; i++) {
            if ((answer[i] & 0xff) == REFUSED) {
                throw new IOException("the broker refused a subscription");
            }
        }
    }

    private void write(byte[] packet) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(packet);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = channel.socket().getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the broker closed the connection");
        }
        return bytes;
    }

    /** With a reset, so that thousands of connections leave no sockets behind that wait. */
    public void abort() {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already, and that was wanted.
        }
    }
}
