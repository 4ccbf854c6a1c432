package mqttlab.broker.journal;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;

/** Keeps what was sent to a client, except with QoS 0. */
final class Inbox implements Link {

    private final Deque<Packet> packets = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean cut;

    Deque<Packet> packets() {
        return packets;
    }

    @Override
    public void send(Packet packet) {
        packets.add(packet);
    }

    @Override
    public void sendIfThereIsRoom(Message message) {
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void awaitRoom() {
    }

    @Override
    public void cut(String reason) {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    /** Nothing more is done for its client. */
    void end() {
        ended.complete(null);
    }

    @Override
    public void awaitEnd() {
        ended.join();
    }

    @Override
    public void whenEnded(Runnable action) {
        ended.thenRun(action);
    }

    List<String> topics() {
        return packets.stream().filter(Publish.class::isInstance).map(packet -> ((Publish) packet).topic()).toList();
    }
}
