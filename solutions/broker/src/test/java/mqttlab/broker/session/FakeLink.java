package mqttlab.broker.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.QoS;

/** A link that keeps what is sent over it. */
final class FakeLink implements Link {

    final List<Packet> sent = new CopyOnWriteArrayList<>();
    final List<String> cuts = new CopyOnWriteArrayList<>();
    private boolean room = true;
    volatile Runnable whenSending = () -> { };
    /** What is still done for its client, when somebody else waits for that. */
    Runnable end = () -> { };
    /** Whether nothing is done any more when its client has left. */
    boolean ends = true;

    @Override
    public void send(Packet packet) {
        whenSending.run();
        sent.add(packet);
    }

    @Override
    public void sendIfThereIsRoom(Message message) {
        sent.add(message.publish(QoS.AT_MOST_ONCE, 0, false));
    }

    @Override
    public synchronized boolean hasRoom() {
        return room;
    }

    synchronized void hasRoom(boolean now) {
        room = now;
        notifyAll();
    }

    @Override
    public synchronized void awaitRoom() {
        try {
            while (!room) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void awaitEnd() {
        end.run();
    }

    @Override
    public void whenEnded(Runnable action) {
        if (ends) {
            action.run();
        }
    }

    @Override
    public void cut(String reason) {
        cuts.add(reason);
    }

    /** What was sent since it was asked last. */
    List<Packet> news() {
        List<Packet> news = new ArrayList<>(sent);
        sent.clear();
        return news;
    }
}
