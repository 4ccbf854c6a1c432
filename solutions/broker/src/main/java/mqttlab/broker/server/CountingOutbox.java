package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.Message;

/** An outbox that counts messages. */
class CountingOutbox extends DurableOutbox {

    private final Statistics statistics;

    CountingOutbox(Transport transport, int maxBytes, Journal journal, Statistics statistics) {
        super(transport, maxBytes, journal);
        this.statistics = statistics;
    }

    @Override
    void put(Packet packet) {
        super.put(packet);
        if (packet instanceof Publish) {
            statistics.sent.increment();
        }
    }

    @Override
    boolean putIfThereIsRoom(Message message) {
        boolean put = super.putIfThereIsRoom(message);
        (put ? statistics.sent : statistics.droppedQoS0).increment();
        return put;
    }
}
