package mqttlab.broker.journal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.journal.Ledger.Sent;

/** Publishes with QoS 1 and 2, twenty messages at a time, until it is told to finish. */
final class SteadyPublisher extends SteadyClient {

    private static final int WINDOW = 20;
    private static final int MOST_PADDING = 2_000;

    /** @param packet what is to be sent again when the connection is lost */
    private record UnderWay(Sent sent, Packet packet) {
    }

    private final Random random;
    private final Map<Integer, UnderWay> underWay = new LinkedHashMap<>();
    private volatile boolean finishing;
    private long number;
    private int lastId;

    SteadyPublisher(String name, BrokerProcess broker, Ledger ledger, long seed) {
        super(name, broker, ledger);
        this.random = new Random(seed);
    }

    /** Waits until everything is acknowledged. */
    void finish() throws InterruptedException {
        finishing = true;
        awaitEnd();
    }

    @Override
    boolean converse() throws IOException, InterruptedException {
        for (UnderWay each : underWay.values()) {
            send(each.packet);
        }
        while (!finishing || !underWay.isEmpty()) {
            while (underWay.size() < WINDOW && !finishing && ledger.hasRoom()) {
                publish();
            }
            if (!underWay.isEmpty()) {
                answer(receive());
            }
            if (underWay.isEmpty()) {
                ledger.awaitRoom();
            }
            ledger.throwFailure();
        }
        return false;
    }

    private void publish() throws IOException {
        QoS qos = random.nextBoolean() ? QoS.AT_LEAST_ONCE : QoS.EXACTLY_ONCE;
        Sent sent = new Sent(name, qos, ++number);
        Payload payload = Payload.of(number + " " + "x".repeat(random.nextInt(MOST_PADDING)));
        int id = unusedId();
        String topic = "soak/" + name + "/" + qos.ordinal();
        underWay.put(id, new UnderWay(sent, new Publish(topic, payload, qos, false, true, id)));
        send(new Publish(topic, payload, qos, false, false, id));
    }

    private int unusedId() {
        do {
            // Few identifiers, so that each is soon used again.
            lastId = lastId % (2 * WINDOW) + 1;
        } while (underWay.containsKey(lastId));
        return lastId;
    }

    private void answer(Packet packet) throws IOException {
        switch (packet) {
            case PubAck(int id) -> done(id);
            case PubRec(int id) -> {
                // [MQTT-4.6.0-4] behind those that were released before.
                UnderWay published = underWay.remove(id);
                underWay.put(id, new UnderWay(published.sent, new PubRel(id)));
                send(new PubRel(id));
            }
            case PubComp(int id) -> done(id);
            case Packet other -> throw new IllegalStateException("the broker sent " + other);
        }
    }

    private void done(int id) {
        ledger.acknowledged(underWay.remove(id).sent);
    }
}
