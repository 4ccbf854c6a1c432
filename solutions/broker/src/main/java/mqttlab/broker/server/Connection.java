package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.MalformedPacket;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.Will;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.codec.UnsupportedVersion;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Session;

/**
 * One client's connection, from its CONNECT to its end.
 *
 * <p>{@link #run} is the reader: it waits for packets, one after another, on a virtual thread of its own; {@link Requests} acts
 * on them. Packets to the client may come from any thread, and are written by the {@link Outbox}.
 */
final class Connection implements Runnable, Link {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Broker broker;
    private final Transport transport;
    private final Outbox outbox;
    private final PacketStream packets;
    private final Patience patience;
    private final Burst burst = new Burst();
    private Session session;
    private Requests requests;
    private Optional<Will> will = Optional.empty();

    Connection(Transport transport, Broker broker) {
        this.broker = broker;
        this.transport = transport;
        this.outbox = new Outbox(transport, broker.journal(), broker.limits().outboxBytes(), this::roomWasMade);
        this.packets = new PacketStream(transport.in(), broker.limits().packetBytes(), this::beforeWaiting);
        this.patience = new Patience(broker.limits().connectTimeout());
    }

    Patience patience() {
        return patience;
    }

    @Override
    public void run() {
        burst.begin();
        try {
            if (connect()) {
                serve();
                outbox.awaitWritten(FAREWELL);
            }
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

    /** Before the reader waits for its client, everybody gets what they are waiting for. */
    private void beforeWaiting() {
        patience.pause();
        burst.flush();
        outbox.awaitRoom();
    }

    /** @return whether the client was let in */
    private boolean connect() throws IOException {
        try {
            // [MQTT-3.1.0-1] the first packet must be a CONNECT.
            if (!(packets.next() instanceof Connect connect)) {
                throw new ProtocolViolation("[MQTT-3.1.0-1] its first packet was not a CONNECT");
            }
            connect.will().ifPresent(wish -> Requests.requireName(wish.topic()));
            ConnectReturn answer = broker.admission().judge(connect, transport.peer());
            if (answer == ConnectReturn.ACCEPTED) {
                return enter(connect);
            }
            refuse(answer);
        } catch (UnsupportedVersion e) {
            LOG.log(Level.WARNING, "{0} is refused: {1}", this, e.getMessage());
            refuse(ConnectReturn.UNACCEPTABLE_PROTOCOL_VERSION);
        }
        return false;
    }

    private boolean enter(Connect connect) {
        String clientId = connect.clientId().isEmpty() ? broker.newClientId() : connect.clientId();
        Optional<Session> opened = broker.sessions().open(Admission.identity(connect, clientId), connect.cleanSession(), this);
        opened.ifPresent(mine -> {
            session = mine;
            requests = new Requests(broker, mine, this);
            will = connect.will();
            patience.keepAlive(connect.keepAliveSeconds());
            broker.statistics().connected.increment();
            LOG.log(Level.INFO, "{0} has connected from {1}", this, transport.peer());
        });
        return opened.isPresent();
    }

    /** [MQTT-3.2.2-5] a client that is refused is told so, and disconnected. Nobody else writes to it yet. */
    private void refuse(ConnectReturn why) throws IOException {
        outbox.put(new ConnAck(false, why));
        outbox.flush();
        try {
            outbox.awaitWritten(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() throws IOException {
        Packet packet = packets.next();
        while (!(packet instanceof Disconnect)) {
            patience.heard();
            requests.act(packet);
            packet = packets.next();
        }
        // [MQTT-3.14.4-3] the will of a client that says goodbye is forgotten.
        will = Optional.empty();
        burst.flush();
    }

    private void leave() {
        outbox.close();
        broker.forget(this);
        if (session != null) {
            broker.statistics().connected.decrement();
            LOG.log(Level.INFO, "{0} has disconnected", this);
            broker.sessions().leave(session, this);
            // [MQTT-3.1.2-8] whatever ended the connection, if it was not a DISCONNECT.
            will.map(Message::of).ifPresent(requests::route);
        }
        burst.flush();
    }

    @Override
    public void send(Packet packet) {
        outbox.put(packet);
        if (packet instanceof Publish) {
            broker.statistics().sent.increment();
        }
        Burst.flushInTime(outbox);
    }

    @Override
    public void sendIfThereIsRoom(Message message) {
        if (outbox.putIfThereIsRoom(message.encoded())) {
            broker.statistics().sent.increment();
            Burst.flushInTime(outbox);
        } else {
            broker.statistics().droppedQoS0.increment();
        }
    }

    @Override
    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    private void roomWasMade() {
        if (session != null) {
            session.roomWasMade();
        }
    }

    @Override
    public void cut(String reason) {
        if (end()) {
            LOG.log(Level.WARNING, "{0} is disconnected: {1}", this, reason);
        }
    }

    /**
     * Ends it from any thread, and waits for nothing.
     *
     * @return whether nobody has done so before
     */
    boolean end() {
        return outbox.close();
    }

    @Override
    public String toString() {
        return session == null ? transport.peer() : session.clientId();
    }
}
