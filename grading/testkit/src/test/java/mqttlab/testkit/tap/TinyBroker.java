package mqttlab.testkit.tap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Framer;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;

/**
 * Answers as a broker would, but routes nothing: just enough to stand behind a tap. What it gets is in a trace of its
 * own, so that a test sees both sides of the tap.
 */
public final class TinyBroker implements AutoCloseable {

    private final Trace seen = new Trace();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Thread acceptor;

    public TinyBroker() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        acceptor = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = server.accept();
                    connections.add(client);
                    Recording recording = Recording.open(seen);
                    Thread.ofVirtual().start(() -> serve(client, recording));
                }
            } catch (IOException closed) {
                // the test is over
            }
        });
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** The history as the broker saw it. */
    public Trace seen() {
        return seen;
    }

    /** To the client that connected last. */
    public void send(Packet... packets) throws IOException {
        for (Packet packet : packets) {
            connections.getLast().getOutputStream().write(packet.raw());
        }
    }

    public void finish() throws IOException {
        connections.getLast().shutdownOutput();
    }

    public void reset() throws IOException {
        connections.getLast().setSoLinger(true, 0);
        connections.getLast().close();
    }

    private void serve(Socket client, Recording recording) {
        try (client) {
            client.setTcpNoDelay(true);
            Framer framer = new Framer(client.getInputStream());
            boolean more = true;
            while (more) {
                more = switch (framer.next()) {
                    case Framer.Cut.Whole whole -> {
                        Decoded decoded = recording.decode(Direction.FROM_CLIENT, whole.bytes());
                        recording.record(Direction.FROM_CLIENT, decoded);
                        yield answer(decoded, client);
                    }
                    case Framer.Cut.Unframed unframed -> {
                        recording.record(Direction.FROM_CLIENT, new Malformed(unframed.bytes(), unframed.reason()));
                        yield true;
                    }
                    case Framer.Cut.End end -> false;
                };
            }
            recording.closed(Party.CLIENT, How.ORDERLY, "");
        } catch (IOException reset) {
            recording.closed(Party.CLIENT, How.RESET, "");
        }
    }

    private static boolean answer(Decoded decoded, Socket client) throws IOException {
        if (!(decoded instanceof Packet packet)) {
            return false;
        }
        int id = packet.packetId();
        switch (packet.type()) {
            case CONNECT -> client.getOutputStream().write(Packets.connack(0, false).raw());
            case SUBSCRIBE -> client.getOutputStream().write(Packets.suback(id, 1).raw());
            case UNSUBSCRIBE -> client.getOutputStream().write(Packets.unsuback(id).raw());
            case PINGREQ -> client.getOutputStream().write(Packets.pingresp().raw());
            case PUBREL -> client.getOutputStream().write(Packets.pubcomp(id).raw());
            case PUBLISH -> {
                switch (packet.qos()) {
                    case 1 -> client.getOutputStream().write(Packets.puback(id).raw());
                    case 2 -> client.getOutputStream().write(Packets.pubrec(id).raw());
                    default -> {
                    }
                }
            }
            case CONNACK, PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, DISCONNECT, AUTH -> {
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join(); // until then the operating system still accepts
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
