package mqttlab.lab03;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.contracts.news.BrokerUnavailableException;

/** A line to a broker that breaks at a packet of your choice. It also remembers all PUBLISH packets. */
final class BadLine implements AutoCloseable {

    /** Packets by the number that their first four bits are. */
    enum PacketType {
        PUBLISH(3), PUBACK(4), PUBREC(5), PUBREL(6), PUBCOMP(7);

        private final int number;

        PacketType(int number) {
            this.number = number;
        }
    }

    private final ServerSocket server;
    private final URI broker;
    private final AtomicReference<PacketType> next = new AtomicReference<>();
    private final Queue<String> published = new ConcurrentLinkedQueue<>();

    BadLine(String brokerUri) throws IOException, BrokerUnavailableException {
        broker = URI.create(brokerUri);
        try {
            // Who has no broker is told so now, and with its address.
            new Socket(broker.getHost(), broker.getPort()).close();
        } catch (IOException e) {
            throw new BrokerUnavailableException("no broker answers at " + brokerUri, e);
        }
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    String uri() {
        return "tcp://%s:%d".formatted(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    /** The line breaks when the next packet of this type comes, which is lost, and is then as good as before. */
    void breakBefore(PacketType type) {
        next.set(type);
    }

    /** How many PUBLISH packets with this text have come, in either direction, lost ones, too. */
    long published(String text) {
        return published.stream().filter(each -> each.contains(text)).count();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket there = new Socket(broker.getHost(), broker.getPort());
                Thread.ofVirtual().start(() -> pass(client, there));
                Thread.ofVirtual().start(() -> pass(there, client));
            }
        } catch (IOException closed) {
            // nobody else can connect
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] packet = packet(in);
                int type = (packet[0] & 0xF0) >> 4;
                if (type == PacketType.PUBLISH.number) {
                    published.add(new String(packet, UTF_8));
                }
                PacketType bad = next.get();
                if (bad != null && bad.number == type && next.compareAndSet(bad, null)) {
                    return;
                }
                out.write(packet);
            }
        } catch (IOException ended) {
            // by one side or the other
        }
    }

    /** First byte, remaining length in up to four bytes of seven bits, and so many bytes. */
    private static byte[] packet(DataInputStream in) throws IOException {
        byte[] head = new byte[5];
        head[0] = in.readByte();
        int remaining = 0;
        int read = 1;
        do {
            head[read] = in.readByte();
            remaining |= (head[read] & 0x7F) << 7 * (read - 1);
        } while ((head[read++] & 0x80) != 0);
        byte[] packet = new byte[read + remaining];
        System.arraycopy(head, 0, packet, 0, read);
        in.readFully(packet, read, remaining);
        return packet;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
