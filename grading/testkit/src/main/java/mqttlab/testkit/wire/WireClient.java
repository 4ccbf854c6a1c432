package mqttlab.testkit.wire;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;

/**
 * A scriptable MQTT 3.1.1 client: the grader's own publisher and subscriber, and the one that talks to a student's
 * broker byte by byte. What it sends and gets is in its trace. For one thread; the traces of several clients may be
 * one.
 *
 * <p>A broker that is not there is an {@code InfrastructureException}; a broker that answers otherwise than expected,
 * or not at all, is a {@link TraceFailure}.
 */
public final class WireClient extends WireConnection implements AutoCloseable {

    private boolean acknowledges = true;
    private boolean connected;
    private int lastId;

    private WireClient(InetSocketAddress broker, Trace trace) {
        super(broker, trace);
    }

    // ---- connecting

    /** TCP only. */
    public static WireClient open(InetSocketAddress broker) {
        return open(broker, new Trace());
    }

    public static WireClient open(InetSocketAddress broker, Trace trace) {
        return new WireClient(broker, trace);
    }

    /** TCP and a CONNECT with a clean session and no keep alive, which the broker must accept. */
    public static WireClient connect(InetSocketAddress broker, String clientId) {
        return connect(broker, clientId, new Trace());
    }

    public static WireClient connect(InetSocketAddress broker, String clientId, Trace trace) {
        return connect(broker, Packets.connect(clientId).packet(), trace);
    }

    /** With a CONNECT of the caller's own. */
    public static WireClient connect(InetSocketAddress broker, Packet connect, Trace trace) {
        WireClient client = open(broker, trace);
        try {
            client.send(connect);
            client.expect("CONNACK 0 accepted", p -> p.type() == PacketType.CONNACK && p.returnCode() == 0);
            client.connected = true;
            return client;
        } finally {
            if (!client.connected) {
                client.close();
            }
        }
    }

    /** From now on {@link #expect} acknowledges nothing by itself. */
    public WireClient withoutAcknowledging() {
        acknowledges = false;
        return this;
    }

    // ---- whole exchanges; what arrives in between stays for expect()

    /** Subscribes and gives the QoS that the broker granted; a refusal is a failure. */
    public int subscribe(String filter, int qos) {
        int id = nextId();
        send(Packets.subscribe(id, filter, qos));
        Packet suback = answers.await("SUBACK id %d that grants %s".formatted(id, SafeText.escape(filter)),
                p -> p.type() == PacketType.SUBACK && p.packetId() == id && p.returnCodes().getFirst() <= 2);
        return suback.returnCodes().getFirst();
    }

    /** One SUBSCRIBE for all of them; gives what the broker answered to each. */
    public List<Integer> subscribe(TopicFilter... filters) {
        int id = nextId();
        send(Packets.subscribe(id, filters));
        return answers.await(PacketType.SUBACK, id).returnCodes();
    }

    public void unsubscribe(String filter) {
        int id = nextId();
        send(Packets.unsubscribe(id, filter));
        answers.await(PacketType.UNSUBACK, id);
    }

    /** Publishes and waits until the broker has taken the message over: the PUBACK, or the whole handshake of QoS 2. */
    public void publish(String topic, int qos, byte[] payload) {
        publish(topic, qos, false, payload);
    }

    public void publishRetained(String topic, int qos, byte[] payload) {
        publish(topic, qos, true, payload);
    }

    private void publish(String topic, int qos, boolean retain, byte[] payload) {
        int id = nextId();
        var publish = Packets.publish(topic).payload(Payload.of(payload));
        if (qos > 0) {
            publish.qos(qos, id);
        }
        send((retain ? publish.retain() : publish).packet());
        if (qos == 1) {
            answers.await(PacketType.PUBACK, id);
        } else if (qos == 2) {
            answers.await(PacketType.PUBREC, id);
            send(Packets.pubrel(id));
            answers.await(PacketType.PUBCOMP, id);
        }
    }

    /** A PINGREQ and its PINGRESP: the broker has read what was sent before. */
    public void ping() {
        send(Packets.pingreq());
        answers.await("PINGRESP", p -> p.type() == PacketType.PINGRESP);
    }

    private int nextId() {
        lastId = lastId % 65_535 + 1;
        return lastId;
    }

    // ---- expecting

    /** A PUBLISH is acknowledged as its QoS wants. */
    @Override
    public Packet expect(String words, Predicate<Packet> wanted) {
        Packet packet = super.expect(words, wanted);
        acknowledge(packet);
        return packet;
    }

    private void acknowledge(Packet packet) {
        if (!acknowledges || packet.type() != PacketType.PUBLISH) {
            return;
        }
        int id = packet.packetId();
        switch (packet.qos()) {
            case 1 -> send(Packets.puback(id));
            case 2 -> {
                send(Packets.pubrec(id));
                answers.await(PacketType.PUBREL, id);
                send(Packets.pubcomp(id));
            }
            default -> {
            }
        }
    }

    // ---- ending

    /** Sends DISCONNECT and closes. */
    public void disconnect() {
        send(Packets.disconnect());
        connected = false;
        socket.close();
    }

    /** Sends DISCONNECT and waits for the broker to close: then it has dealt with all that was sent. */
    public void disconnectAndAwaitClosed() {
        send(Packets.disconnect());
        connected = false;
        expectClosed();
    }

    /** Resets the TCP connection without a DISCONNECT: the broker publishes the will. */
    public void abort() {
        connected = false;
        socket.reset();
    }

    /** Disconnects when it is connected, and closes in any case. */
    @Override
    public void close() {
        if (connected && !socket.inbox().ended()) {
            disconnect();
        } else {
            socket.close();
        }
    }
}
