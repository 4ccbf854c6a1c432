package mqttlab.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes messages, acknowledges them, and keeps an account of each publisher's. */
public final class Subscriber extends Peer {

    /** Told of each message, at the moment when it was read from the socket. */
    public interface Arrival {
        void at(long nanoTime, int publisher, long number);
    }

    private static final int ACKNOWLEDGEMENTS = 1 << 20;

    private final String name;
    private final int run;
    private final Ledger[] ledgers;
    private final Arrival arrival;
    private long arrived;
    private long strayed;
    private long readAt;

    /** @param ledgers one for each publisher, null for those whose messages do not belong here */
    Subscriber(Handshake handshake, String name, int run, Ledger[] ledgers, Arrival arrival, int qos) {
        super(handshake, qos == 0 ? 512 : ACKNOWLEDGEMENTS);
        this.name = name;
        this.run = run;
        this.ledgers = ledgers;
        this.arrival = arrival;
    }

    /** While the load is running: the answer comes among the messages. */
    public void subscribe(String filter, int qos) throws IOException {
        out.put(Wire.subscribe(1, List.of(filter), qos));
        flush();
    }

    @Override
    void ready(ByteBuffer in) throws IOException {
        readAt = System.nanoTime();
        super.ready(in);
    }

    @Override
    void packet(int firstByte, ByteBuffer in, int from, int length) {
        switch (firstByte & 0xf0) {
            case Wire.PUBLISH -> publish(firstByte >> 1 & 3, in, from, from + length);
            case Wire.PUBREL -> answer(Wire.PUBCOMP, in.getShort(from));
            case Wire.SUBACK -> requireGranted(in.get(from + length - 1));
            default -> throw new BrokenLoad("%s got a packet that begins with %02x".formatted(name, firstByte));
        }
    }

    private void requireGranted(byte returnCode) {
        if (returnCode < 0) {
            throw new BrokenLoad("the broker refused a subscription");
        }
    }

    private void publish(int qos, ByteBuffer in, int from, int end) {
        int payload = from + 2 + (in.getShort(from) & 0xffff);
        if (qos > 0) {
            answer(qos == 1 ? Wire.PUBACK : Wire.PUBREC, in.getShort(payload));
            payload += 2;
        }
        if (end - payload < Publication.STAMP || in.getInt(payload) != run || !isDue(in.getInt(payload + 4))) {
            strayed++;
            return;
        }
        int publisher = in.getInt(payload + 4);
        long number = in.getLong(payload + Publication.NUMBER);
        ledgers[publisher].arrived(number);
        arrived++;
        arrival.at(readAt, publisher, number);
    }

    private boolean isDue(int publisher) {
        return publisher >= 0 && publisher < ledgers.length && ledgers[publisher] != null;
    }

    long arrived() {
        return arrived;
    }

    /** Messages of other runs, or of publishers whom it has not subscribed to. */
    long strayed() {
        return strayed;
    }

    Ledger ledger(int publisher) {
        return ledgers[publisher];
    }

    @Override
    public String toString() {
        return name;
    }
}
