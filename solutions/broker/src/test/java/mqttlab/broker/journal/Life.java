package mqttlab.broker.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;

/** What clients do, at random. Each has a client of its own, and publishes to all. */
final class Life {

    private static final String[] FILTERS = {"a/#", "a/b", "+/c", "#"};
    private static final String[] TOPICS = {"a", "a/b", "a/c", "d/c"};
    private static final String[] USERS = {"ana", "bruno"};
    private static final int FEW_IDS = 5;

    private final World world;
    private final String clientId;
    private final Random random;
    private final Deque<Packet> late = new ArrayDeque<>();
    private Inbox inbox = new Inbox();
    private Optional<OwnedSession> session = Optional.empty();

    Life(World world, String clientId, long seed) {
        this.world = world;
        this.clientId = clientId;
        this.random = new Random(seed);
    }

    void go(int steps) {
        for (int i = 0; i < steps; i++) {
            if (inbox.isCut()) {
                leave();
            }
            step();
        }
        leave();
    }

    private void step() {
        int what = random.nextInt(100);
        if (session.isEmpty() || what < 3) {
            open(random.nextInt(10) == 0);
        } else if (what < 5) {
            leave();
        } else if (what < 10) {
            session.get().subscribe(any(FILTERS), QoS.of(random.nextInt(3)));
        } else if (what < 13) {
            session.get().unsubscribe(any(FILTERS));
        } else if (what < 45) {
            publish();
        } else if (what < 55) {
            session.get().released(1 + random.nextInt(FEW_IDS));
        } else {
            acknowledge();
        }
    }

    private void open(boolean clean) {
        leave();
        inbox = new Inbox();
        Optional<String> user = random.nextInt(3) == 0 ? Optional.of(any(USERS)) : Optional.empty();
        session = world.sessions.open(World.connect(clientId, user, clean), inbox);
        if (session.isEmpty()) {
            inbox.end();
        }
    }

    private void leave() {
        session.ifPresent(mine -> world.sessions.leave(mine, inbox));
        session = Optional.empty();
        inbox.end();
    }

    private void publish() {
        QoS qos = QoS.of(random.nextInt(3));
        Payload payload = random.nextInt(5) == 0 ? Payload.EMPTY : Payload.of("x".repeat(random.nextInt(50)));
        Message message = new Message(any(TOPICS), payload, qos, random.nextInt(4) == 0);
        world.atomically(() -> {
            if (qos != QoS.EXACTLY_ONCE || session.get().isNew(1 + random.nextInt(FEW_IDS))) {
                world.router.publish(message);
            }
        });
    }

    /** What has come, or something again that came earlier, or something that makes no sense. */
    private void acknowledge() {
        Packet packet = random.nextInt(10) == 0 && !late.isEmpty() ? late.poll() : inbox.packets().poll();
        switch (packet) {
            case Publish publish when publish.qos() == QoS.AT_LEAST_ONCE ->
                    session.get().acknowledged(new PubAck(publish.packetId()));
            case Publish publish when publish.qos() == QoS.EXACTLY_ONCE ->
                    session.get().acknowledged(new PubRec(publish.packetId()));
            case PubRel rel -> session.get().acknowledged(new PubComp(rel.packetId()));
            case null -> {
                int id = 1 + random.nextInt(FEW_IDS);
                session.get().acknowledged(new PubAck(id));
                session.get().acknowledged(new PubRec(id));
                session.get().acknowledged(new PubComp(id));
            }
            case Packet other -> {
                // It wants no answer.
            }
        }
        if (packet != null) {
            late.add(packet);
        }
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
