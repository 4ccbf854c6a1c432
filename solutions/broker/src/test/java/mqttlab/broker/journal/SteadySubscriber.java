package mqttlab.broker.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.journal.Ledger.Sent;

/** Subscribes once, and enters into the ledger what comes. */
final class SteadySubscriber extends SteadyClient {

    /** A message on this topic is the last. */
    static final String LAST = "soak/last";

    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Set<Integer> unreleased = new HashSet<>();

    SteadySubscriber(BrokerProcess broker, Ledger ledger) {
        super("subscriber", broker, ledger);
    }

    void awaitSubscribed() throws InterruptedException {
        subscribed.await();
    }


    @Override
    boolean converse() throws IOException {
        if (subscribed.getCount() > 0) {
            send(new Subscribe(1, List.of(new Subscription("soak/#", QoS.EXACTLY_ONCE))));
        }
        boolean more = true;
        while (more) {
            more = take(receive());
        }
        return false;
    }

    private boolean take(Packet packet) throws IOException {
        switch (packet) {
            case SubAck ack -> subscribed.countDown();
            case PubRel(int id) -> {
                unreleased.remove(id);
                send(new PubComp(id));
            }
            case Publish publish when publish.topic().equals(LAST) -> {
                return false;
            }
            case Publish publish when publish.qos() == QoS.EXACTLY_ONCE -> {
                if (unreleased.add(publish.packetId())) {
                    enter(publish);
                }
                send(new PubRec(publish.packetId()));
            }
            case Publish publish -> {
                enter(publish);
                send(new PubAck(publish.packetId()));
            }
            case Packet other -> throw new IllegalStateException("the broker sent " + other);
        }
        return true;
    }

    private void enter(Publish publish) {
        String text = new String(publish.payload().bytes(), UTF_8);
        ledger.received(new Sent(publish.topic().split("/")[1], publish.qos(), Long.parseLong(text.split(" ")[0])));
    }
}
