package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.MalformedPacket;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.codec.UnsupportedVersion;
import mqttlab.broker.session.Session;
import mqttlab.broker.topic.Topics;

/**
 * One client's connection, from its CONNECT to its end.
 *
 * <p>It has two virtual threads. {@link #run} is the reader: it waits for packets and acts on them, one after another. What
 * goes to the client may come from any thread, and is written by {@link #write}.
 */
final class Connection implements Runnable {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final int MOST_BYTES_OF_A_PACKET = 16 << 20;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Broker broker;
    private final Socket socket;
    private final PacketStream packets;
    private final Outbox outbox = new Outbox();
    private String clientId = "";
    // lab:stage 02
    private final Session session = new Session(outbox::putIfThereIsRoom);
    // lab:end

    Connection(Socket socket, Broker broker) throws IOException {
        this.broker = broker;
        this.socket = socket;
        this.packets = new PacketStream(socket.getInputStream(), MOST_BYTES_OF_A_PACKET, outbox::awaitRoom);
    }

    @Override
    public void run() {
        try {
            if (connect()) {
                serve();
            }
            outbox.awaitWritten(FAREWELL);
        } catch (MalformedPacket | ProtocolViolation e) {
            LOG.log(Level.WARNING, "{0} is disconnected: {1}", this, e.getMessage());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} has gone: {1}", this, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    void write() {
        try {
            outbox.write(socket.getOutputStream());
        } catch (IOException e) {
            // It has gone already, and the reader finds out, too.
            outbox.close();
        }
    }

    /** @return whether the client was let in */
    private boolean connect() throws IOException {
        try {
            if (!(packets.next() instanceof Connect connect)) {
                throw new ProtocolViolation("[MQTT-3.1.0-1] its first packet was not a CONNECT");
            }
            if (connect.clientId().isEmpty() && !connect.cleanSession()) {
                return refuse(ConnectReturn.IDENTIFIER_REJECTED, "[MQTT-3.1.3-8] no identifier, and no clean session");
            }
            // [MQTT-3.1.3-6] who gives no identifier gets one that nobody else has.
            clientId = connect.clientId().isEmpty() ? "auto-" + UUID.randomUUID() : connect.clientId();
            broker.enter(clientId, this);
            outbox.put(new ConnAck(false, ConnectReturn.ACCEPTED));
            return true;
        } catch (UnsupportedVersion e) {
            return refuse(ConnectReturn.UNACCEPTABLE_PROTOCOL_VERSION, e.getMessage());
        }
    }

    /** [MQTT-3.2.2-5] a client that is refused is told so, and disconnected. */
    private boolean refuse(ConnectReturn answer, String why) {
        LOG.log(Level.WARNING, "{0} is refused: {1}", this, why);
        outbox.put(new ConnAck(false, answer));
        return false;
    }

    private void serve() throws IOException {
        boolean connected = true;
        while (connected) {
            switch (packets.next()) {
                // lab:stage 02
                case Publish publish -> receive(publish);
                case Subscribe subscribe -> subscribe(subscribe);
                // lab:end
                // lab:stage 03
                case Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
                // lab:end
                case PingReq ping -> outbox.put(new PingResp());
                case Disconnect bye -> connected = false;
                case Connect again -> throw new ProtocolViolation("[MQTT-3.1.0-2] it sent a second CONNECT");
                case Packet other -> throw new ProtocolViolation("it sent %s, which this broker does not take", name(other));
            }
        }
    }

    /** As the standard writes it. */
    private static String name(Packet packet) {
        return packet.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    // lab:stage 02
    private void receive(Publish publish) {
        if (!Topics.isName(publish.topic())) {
            throw new ProtocolViolation("[MQTT-3.3.2-2] a message cannot be published to \"%s\"", publish.topic());
        }
        if (publish.qos() != QoS.AT_MOST_ONCE) {
            throw new ProtocolViolation("it sent a message with QoS %d, which stage 05 is about", publish.qos().ordinal());
        }
        broker.router().publish(publish);
    }

    /** Whatever QoS is asked for, 0 is granted: the standard lets a broker grant less [MQTT-3.8.4-6]. */
    private void subscribe(Subscribe subscribe) {
        List<Optional<QoS>> granted = new ArrayList<>();
        for (Subscription wanted : subscribe.subscriptions()) {
            requireFilter(wanted.filter());
            broker.router().subscribe(session, wanted.filter());
            granted.add(Optional.of(QoS.AT_MOST_ONCE));
        }
        outbox.put(new SubAck(subscribe.packetId(), granted));
        // lab:stage 04
        subscribe.subscriptions().forEach(each -> sendRetained(each.filter()));
        // lab:end
    }

    // lab:stage 04
    /** There may be more of it than the client can take at once. Its own reader may wait for it. */
    private void sendRetained(String filter) {
        for (String topic : broker.router().retained(filter)) {
            outbox.awaitRoom();
            broker.router().sendRetained(topic, outbox::put);
        }
    }

    // lab:end
    private static void requireFilter(String filter) {
        if (!Topics.isFilter(filter)) {
            throw new ProtocolViolation("[MQTT-4.7.1-3] \"%s\" is no topic filter", filter);
        }
    }

    // lab:end
    // lab:stage 03
    private void unsubscribe(Unsubscribe unsubscribe) {
        for (String filter : unsubscribe.filters()) {
            requireFilter(filter);
            broker.router().unsubscribe(session, filter);
        }
        outbox.put(new UnsubAck(unsubscribe.packetId()));
    }

    // lab:end
    private void leave() {
        // lab:stage 02
        broker.router().forget(session);
        // lab:end
        broker.leave(clientId, this);
        close();
    }

    /** Ends it from any thread, and waits for nothing. */
    void cut(String reason) {
        LOG.log(Level.WARNING, "{0} is disconnected: {1}", this, reason);
        close();
    }

    private void close() {
        outbox.close();
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be closed, and whatever is wrong with it no longer matters.
        }
    }

    @Override
    public String toString() {
        return clientId.isEmpty() ? socket.getRemoteSocketAddress().toString() : clientId;
    }
}
