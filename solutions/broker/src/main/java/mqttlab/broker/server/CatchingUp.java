package mqttlab.broker.server;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Session;

/**
 * Sends a client what is retained for its new subscriptions, one filter after another and no faster than it reads: until it
 * unsubscribes [MQTT-3.10.4-2], or has gone. What the next connection gets is its own.
 */
final class CatchingUp implements Handler {

    private final Handler subscribing;
    private final Handler unsubscribing;
    private final Retaining retaining;
    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<String> filters = new LinkedHashSet<>();
    private String filter = "";
    private Deque<Message> found = new ArrayDeque<>();
    private boolean sending;

    CatchingUp(Handler subscribing, Handler unsubscribing, Retaining retaining, Session session) {
        this.subscribing = subscribing;
        this.unsubscribing = unsubscribing;
        this.retaining = retaining;
        this.session = session;
    }

    @Override
    public boolean handle(Packet packet) {
        return switch (packet) {
            case Subscribe subscribe -> {
                List<String> wanted = subscribe.subscriptions().stream().map(Subscription::filter).toList();
                forget(wanted);
                subscribing.handle(subscribe);
                send(wanted);
                yield true;
            }
            case Unsubscribe unsubscribe -> {
                forget(unsubscribe.filters());
                yield unsubscribing.handle(unsubscribe);
            }
            case Packet other -> false;
        };
    }

    @Override
    public void end(boolean goodbye) {
        forgetAll();
        subscribing.end(goodbye);
    }

    private void send(List<String> wanted) {
        if (!begins(wanted)) {
            return;
        }
        while (session.hasRoom()) {
            if (!sendNext()) {
                return;
            }
        }
        // The client makes room by what it sends, too, and that is read by this thread: another one has to wait.
        Thread.startVirtualThread(this::sendAsRoomIsMade);
    }

    /** @return whether nobody sends already, who would go on with these */
    private boolean begins(List<String> wanted) {
        lock.lock();
        try {
            filters.addAll(wanted);
            boolean begins = !sending;
            sending = true;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    private void sendAsRoomIsMade() {
        boolean more = true;
        while (more && session.awaitRoom()) {
            more = sendNext();
        }
        if (more) {
            // The client has gone.
            forgetAll();
        }
    }

    /** @return whether there was one */
    private boolean sendNext() {
        lock.lock();
        try {
            while (found.isEmpty() && !filters.isEmpty()) {
                filter = filters.removeFirst();
                found = retaining.matching(filter);
            }
            sending = !found.isEmpty();
            if (sending) {
                Message next = found.poll();
                session.granted(filter).ifPresent(granted -> retaining.send(next, session, granted));
            }
            return sending;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Collection<String> unwanted) {
        lock.lock();
        try {
            unwanted.forEach(filters::remove);
            if (unwanted.contains(filter)) {
                found.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetAll() {
        lock.lock();
        try {
            filters.clear();
            found.clear();
            sending = false;
        } finally {
            lock.unlock();
        }
    }
}
