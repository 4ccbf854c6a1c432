package mqttlab.bench.load;

import java.util.BitSet;

/** The account of one publisher's messages at one subscriber, who ought to get its share of them, each once. */
final class Ledger {

    /** A number so far ahead was never sent. */
    private static final long FURTHEST = 10_000_000;

    private final Share share;
    private final boolean ordered;
    private final BitSet missing = new BitSet();
    private long next;
    private long arrived;
    private long duplicated;
    private long outOfOrder;
    private long strayed;

    /** @param ordered whether the order of the messages counts: those on one topic must not overtake each other [MQTT-4.6.0-6] */
    Ledger(Share share, boolean ordered) {
        this.share = share;
        this.ordered = ordered;
    }

    void arrived(long number) {
        long position = number < 0 ? -1 : share.position(number);
        if (position == next) {
            next++;
            arrived++;
        } else if (position < 0 || position > next + FURTHEST) {
            strayed++;
        } else if (position > next) {
            missing.set((int) next, (int) position);
            next = position + 1;
            arrived++;
        } else if (missing.get((int) position)) {
            missing.clear((int) position);
            arrived++;
            outOfOrder += ordered ? 1 : 0;
        } else {
            duplicated++;
        }
    }

    /** How many of the messages sent lie between the publisher and this subscriber. */
    long behind(long sent) {
        return share.behind(share.due(sent) - arrived);
    }

    long arrived() {
        return arrived;
    }

    Faults faults(long sent) {
        return new Faults(Math.max(0, share.due(sent) - arrived), duplicated, outOfOrder, strayed);
    }
}
