package mqttlab.broker.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.testkit.Patience;

/** A client for volume: it keeps no history, and reads only when it is told to. A wait that is too long is an exception. */
final class RawClient implements AutoCloseable {

    private static final int SMALL = 4_096;

    private final Socket socket = new Socket();
    private final Bytes unsent = new Bytes(SMALL);
    private final PacketStream packets;

    RawClient(InetSocketAddress broker, String clientId) throws IOException {
        this(broker, Identity.anonymous(clientId));
    }

    RawClient(InetSocketAddress broker, Identity who) throws IOException {
        // Small, so that a client that does not read is soon noticed.
        socket.setReceiveBufferSize(SMALL);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Patience.usual().toMillis());
        socket.connect(broker);
        packets = new PacketStream(socket.getInputStream(), Integer.MAX_VALUE, () -> { });
        send(new Connect(who.clientId(), true, 0, Optional.empty(),
                who.userName().map(name -> new Login(name, Optional.empty()))));
        expect(new ConnAck(false, ConnectReturn.ACCEPTED));
    }

    /** Gathers; {@link #flush()} sends. */
    RawClient put(Packet packet) {
        Encoder.encode(packet, unsent);
        return this;
    }

    void flush() throws IOException {
        socket.getOutputStream().write(unsent.array(), 0, unsent.size());
        unsent.clear();
    }

    void send(Packet packet) throws IOException {
        put(packet).flush();
    }

    void subscribe(String filter, QoS qos) throws IOException {
        send(new Subscribe(1, List.of(new Subscription(filter, qos))));
        expect(new SubAck(1, List.of(Optional.of(qos))));
    }

    RawClient put(String topic, byte[] payload, boolean retain) {
        return put(new Publish(topic, new Payload(payload), QoS.AT_MOST_ONCE, retain, false, 0));
    }

    /** The broker has read what was sent before. */
    void ping() throws IOException {
        send(new PingReq());
        expect(new PingResp());
    }

    /** The messages that came before the answer to a PINGREQ that is sent now; those that want to be are acknowledged. */
    List<Publish> messages() throws IOException {
        List<Publish> messages = new ArrayList<>();
        send(new PingReq());
        for (Packet packet = next(); !(packet instanceof PingResp); packet = next()) {
            Publish message = (Publish) packet;
            messages.add(message);
            if (message.qos() == QoS.AT_LEAST_ONCE) {
                send(new PubAck(message.packetId()));
            }
        }
        return messages;
    }

    /** @throws SocketTimeoutException if none comes */
    Packet next() throws IOException {
        return packets.next();
    }

    void expect(Packet packet) throws IOException {
        Packet came = next();
        if (!came.equals(packet)) {
            throw new AssertionError("expected %s, but %s came".formatted(packet, came));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
