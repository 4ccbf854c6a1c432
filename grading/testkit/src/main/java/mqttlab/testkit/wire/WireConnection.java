package mqttlab.testkit.wire;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.tap.Trace;

/** A TCP connection to a broker: packets and bytes are sent on it just as they are, and what comes is expected in its order. */
public abstract class WireConnection {

    final WireSocket socket;
    final Answers answers;
    private final Trace trace;

    WireConnection(InetSocketAddress broker, Trace trace) {
        this.trace = trace;
        this.socket = new WireSocket(broker, trace);
        this.answers = new Answers(socket.inbox(), trace);
    }

    // ---- sending

    /** Sends packets glued together in one write. */
    public void send(Packet... packets) {
        int size = 0;
        for (Packet packet : packets) {
            size += packet.size();
        }
        byte[] glued = new byte[size];
        int at = 0;
        for (Packet packet : packets) {
            socket.record(packet.raw());
            System.arraycopy(packet.raw(), 0, glued, at, packet.size());
            at += packet.size();
        }
        socket.write(glued, 0, size);
    }

    /** Sends these bytes, MQTT or not, in one write. */
    public void send(byte... bytes) {
        sendSplit(bytes);
    }

    /** Sends bytes written as {@code 10 0c 00 04 ...}; blanks do not matter. */
    public void sendHex(String hex) {
        send(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")));
    }

    /** Sends the bytes in several writes; a new one begins before each of these positions. */
    public void sendSplit(byte[] bytes, int... at) {
        sendSplit(bytes, () -> { }, at);
    }

    /**
     * The same, with something that is done between two writes: the {@link WireClient#ping} of another client, say, which
     * gives the broker the time to read what is there.
     */
    public void sendSplit(byte[] bytes, Runnable between, int... at) {
        socket.record(bytes);
        int from = 0;
        for (int position : at) {
            socket.write(bytes, from, position);
            between.run();
            from = position;
        }
        socket.write(bytes, from, bytes.length);
    }

    /** Sends a part of a packet. The packet is in the trace when its last byte is sent. */
    public void sendPart(byte[] packet, int from, int to) {
        if (to == packet.length) {
            socket.record(packet);
        }
        socket.write(packet, from, to);
    }

    /** Sends the same bytes so many times, or until the broker closes the connection. The history does not show them. */
    public void sendOften(byte[] bytes, int times) {
        for (int i = 0; i < times && !socket.inbox().ended(); i++) {
            socket.write(bytes, 0, bytes.length);
        }
    }

    public void sendOneByteAtATime(byte[] bytes) {
        socket.record(bytes);
        for (int i = 0; i < bytes.length; i++) {
            socket.write(bytes, i, i + 1);
        }
    }

    /** Nothing more will be sent, which the broker sees as the end of the stream. What it still sends is received. */
    public void endSending() {
        socket.endSending();
    }

    // ---- expecting; always what comes next

    /** The next packet is of this type. */
    public Packet expect(PacketType type) {
        return expect(type.toString(), p -> p.type() == type);
    }

    /** The next packet is of this type and has this identifier: {@code expect(PUBACK, 10)}. */
    public Packet expect(PacketType type, int packetId) {
        return expect("%s id %d".formatted(type, packetId), p -> p.type() == type && p.packetId() == packetId);
    }

    /** The next packet is like that; the words say how. */
    public Packet expect(String words, Predicate<Packet> wanted) {
        return answers.next(words, wanted);
    }

    /** The next packet is the sentinel, a PUBLISH with this payload: nothing came before it. */
    public Packet expectNothingBefore(String sentinelPayload) {
        Payload sentinel = Payload.of(sentinelPayload);
        return expect("only the sentinel " + sentinel,
                p -> p.type() == PacketType.PUBLISH && p.payload().equals(sentinel));
    }

    /** The broker closes the connection and sends nothing before it does. */
    public void expectClosed() {
        answers.end();
    }

    /**
     * The next packet, which must be such a one; empty if the broker closes the connection instead. The words say what is wanted.
     */
    public Optional<Packet> nextUnlessClosed(String words, Predicate<Packet> wanted) {
        return answers.nextUnlessClosed(words, wanted);
    }

    /** The same, where the end may come in the middle of a packet: what a broker has begun to write, it need not end. */
    public Optional<Packet> nextUnlessCutOff(String words, Predicate<Packet> wanted) {
        return answers.nextUnlessCutOff(words, wanted);
    }

    /** From now on it reads nothing more, except what it is reading already: what the broker sends fills its socket. */
    public void stopReading() {
        socket.stopReading();
    }

    /** It reads on: what the broker has kept for it comes now. */
    public void resumeReading() {
        socket.resumeReading();
    }

    public Trace trace() {
        return trace;
    }

    /** The number of this connection in the trace. */
    public int connection() {
        return socket.connection();
    }
}
