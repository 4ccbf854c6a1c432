package mqttlab.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker of QoS 0 that knows no topics: who has subscribed gets everything. It makes one mistake, at its message 100. */
public final class FaultyBroker implements AutoCloseable {

    /** What it does with that message. */
    public enum Mistake { NONE, LOSES, REPEATS, SWAPS, GARBLES, CUTS }

    private static final int WHEN = 100;
    /** In a payload of 64 bytes at the end of the packet, the run's number. */
    private static final int RUN_FROM_END = 64;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<OutputStream> subscribers = new CopyOnWriteArrayList<>();
    private final Mistake mistake;
    private int messages;
    private byte[] held;

    public FaultyBroker(Mistake mistake) throws IOException {
        this.mistake = mistake;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream())) {
            OutputStream out = socket.getOutputStream();
            while (true) {
                byte[] packet = read(in);
                switch (packet[0] & 0xf0) {
                    case 0x10 -> out.write(new byte[] {0x20, 2, 0, 0});
                    case 0x80 -> {
                        // Before it says so: the first message may be right behind.
                        subscribers.add(out);
                        out.write(new byte[] {(byte) 0x90, 3, packet[2], packet[3], 0});
                    }
                    case 0x30 -> passOn(packet, socket);
                    default -> throw new EOFException("the client says goodbye");
                }
            }
        } catch (EOFException | SocketException ended) {
            // As it should.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(in.readUnsignedByte());
        int length = in.readUnsignedByte();
        packet.write(length);
        packet.writeBytes(in.readNBytes(length));
        return packet.toByteArray();
    }

    private void passOn(byte[] packet, Socket publisher) throws IOException {
        boolean now = ++messages == WHEN;
        if (held != null) {
            write(packet);
            write(held);
            held = null;
            return;
        }
        switch (now ? mistake : Mistake.NONE) {
            case NONE -> write(packet);
            case LOSES -> { }
            case REPEATS -> {
                write(packet);
                write(packet);
            }
            case SWAPS -> held = packet;
            case GARBLES -> {
                byte[] other = packet.clone();
                Arrays.fill(other, other.length - RUN_FROM_END, other.length, (byte) 0);
                write(packet);
                write(other);
            }
            case CUTS -> publisher.close();
        }
    }

    private void write(byte[] packet) {
        for (OutputStream each : subscribers) {
            try {
                each.write(packet);
            } catch (IOException itHasLeft) {
                subscribers.remove(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : connections) {
            each.close();
        }
    }
}
