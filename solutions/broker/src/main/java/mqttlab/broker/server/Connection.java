package mqttlab.broker.server;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.MalformedPacket;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.codec.UnsupportedVersion;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;

/**
 * One client's connection, from its CONNECT to its end.
 *
 * <p>{@link #run} is the reader: it waits for packets, one after another, on a virtual thread of its own, and lets its handlers
 * act on them. Packets to the client may come from any thread, and are written by the {@link Outbox}.
 */
class Connection implements Runnable, Link {

    /** Lets a client in, if that is possible: sends its CONNACK, and says what it can ask for from now on. */
    interface Entrance {
        Optional<List<Handler>> enter(Connect connect, Connection connection);
    }

    /** What a client and its broker do until one of them ends it. */
    interface Life {
        void live() throws IOException;
    }

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Transport transport;
    private final PacketStream packets;
    private final Outbox outbox;
    private final Entrance entrance;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private List<Handler> handlers = List.of();
    private boolean goodbye;
    private String clientId = "";

    Connection(Transport transport, PacketStream packets, Outbox outbox, Entrance entrance) {
        this.transport = transport;
        this.packets = packets;
        this.outbox = outbox;
        this.entrance = entrance;
    }

    @Override
    public void run() {
        conclude(() -> {
            if (connect()) {
                serve();
            }
        });
    }

    /** What is left of its life, and the last words. */
    final void conclude(Life rest) {
        try {
            rest.live();
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

    /** @return whether the client was let in */
    final boolean connect() throws IOException {
        try {
            if (!(packets.next() instanceof Connect connect)) {
                throw new ProtocolViolation("[MQTT-3.1.0-1] its first packet was not a CONNECT");
            }
            if (connect.clientId().isEmpty() && !connect.cleanSession()) {
                return refuse(ConnectReturn.IDENTIFIER_REJECTED, "[MQTT-3.1.3-8] no identifier, and no clean session");
            }
            return enter(connect);
        } catch (UnsupportedVersion e) {
            return refuse(ConnectReturn.UNACCEPTABLE_PROTOCOL_VERSION, e.getMessage());
        }
    }

    private boolean enter(Connect connect) {
        // [MQTT-3.1.3-6] a client without an identifier gets one that nobody else has, and nobody can guess.
        Connect named = connect.clientId().isEmpty() ? connect.named("auto-" + UUID.randomUUID()) : connect;
        Optional<List<Handler>> entered = entrance.enter(named, this);
        entered.ifPresent(all -> {
            handlers = all;
            clientId = named.clientId();
        });
        return entered.isPresent();
    }

    /**
     * [MQTT-3.2.2-5] a client that is refused is told so, and disconnected.
     *
     * @return false
     */
    boolean refuse(ConnectReturn answer, String why) {
        LOG.log(Level.WARNING, "{0} is refused: {1}", this, why);
        send(new ConnAck(false, answer));
        return false;
    }

    final void serve() throws IOException {
        try {
            actOnAll();
            goodbye = true;
        } catch (EOFException e) {
            // It sends no more, and may still read the answers to what it has sent.
        }
    }

    /** Until the client says goodbye. */
    void actOnAll() throws IOException {
        for (Packet packet = packets.next(); !(packet instanceof Disconnect); packet = packets.next()) {
            act(packet);
        }
    }

    final void act(Packet packet) {
        for (Handler handler : handlers) {
            if (handler.handle(packet)) {
                return;
            }
        }
        if (packet instanceof Connect) {
            throw new ProtocolViolation("[MQTT-3.1.0-2] it sent a second CONNECT");
        }
        throw new ProtocolViolation("it sent %s, which this broker does not take", name(packet));
    }

    /** As the standard writes it. */
    private static String name(Packet packet) {
        return packet.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private void leave() {
        outbox.close();
        try {
            handlers.forEach(handler -> handler.end(goodbye));
        } finally {
            ended.complete(null);
        }
    }

    @Override
    public void send(Packet packet) {
        outbox.put(packet);
    }

    // lab:stage 02
    @Override
    public void awaitEnd() {
        ended.join();
    }

    @Override
    public void whenEnded(Runnable action) {
        ended.thenRun(action);
    }

    @Override
    public void sendIfThereIsRoom(Message message) {
        outbox.putIfThereIsRoom(message);
    }

    // lab:end
    // lab:stage 04
    @Override
    public boolean hasRoom() {
        return outbox.isHalfEmpty();
    }

    @Override
    public void awaitRoom() {
        outbox.awaitHalfEmpty();
    }

    // lab:end
    // lab:stage 08
    CompletableFuture<Void> ended() {
        return ended;
    }

    // lab:end
    // lab:stage 11
    @Override
    public boolean isPressed() {
        return outbox.isPressed();
    }

    // lab:end
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

    String peer() {
        return transport.peer();
    }

    @Override
    public String toString() {
        return clientId.isEmpty() ? transport.peer() : clientId;
    }
}
