package mqttlab.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import mqttlab.testkit.Patience;

/**
 * Publishers and subscribers who are connected, and what each subscriber ought to get. Runs in the thread that calls it, and
 * comes to an end whatever the broker does: what has not come after some seconds without any progress is lost.
 */
public final class Load implements AutoCloseable {

    /** A look waits for a tenth of a second at most. */
    private static final int LOOKS = 8;

    /** Tells this load's messages and clients from those of a load before it. */
    private final int run = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    private final InetSocketAddress broker;
    private final int publishers;
    private final long patience = Patience.usual().toNanos();
    private final Driver driver = new Driver();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    /** A publisher, and its accounts with those who ought to get its messages. */
    private record Flow(Publisher publisher, List<Ledger> ledgers) {

        /** What the slowest of them has not got yet. */
        long undelivered() {
            long most = 0;
            for (Ledger ledger : ledgers) {
                most = Math.max(most, ledger.behind(publisher.sent()));
            }
            return most;
        }

        boolean isUnfinished() {
            return publisher.unacknowledged() > 0 || undelivered() > 0;
        }
    }

    /** @param publishers how many there will be: their numbers begin at 0 */
    public Load(InetSocketAddress broker, int publishers) {
        this.broker = broker;
        this.publishers = publishers;
    }

    public Handshake connect(String name, boolean cleanSession) {
        return Handshake.done(broker, name, cleanSession);
    }

    /** A name of this run, for clients and topics. */
    public String unique(String name) {
        return name + "-" + Integer.toHexString(run);
    }

    /**
     * A client that has subscribed already, or will. All subscribers come before the first publisher.
     *
     * @param shares what it ought to get of each publisher; null for nothing
     */
    public Subscriber subscriber(Handshake handshake, String name, int qos, boolean ordered, IntFunction<Share> shares,
            Subscriber.Arrival arrival) throws IOException {
        Ledger[] ledgers = new Ledger[publishers];
        for (int i = 0; i < publishers; i++) {
            Share share = shares.apply(i);
            ledgers[i] = share == null ? null : new Ledger(share, ordered);
        }
        Subscriber subscriber = new Subscriber(handshake, name, run, ledgers, arrival, qos);
        subscriber.register(driver);
        subscribers.add(subscriber);
        return subscriber;
    }

    /** The next publisher, whose messages go to the topics in turn. */
    public Publisher publisher(int qos, boolean retain, List<String> topics) throws IOException {
        int number = flows.size();
        String name = unique("bench-publisher-" + number);
        List<Publication> publications = topics.stream().map(topic -> Publication.to(topic, qos, retain, run, number)).toList();
        Publisher publisher = new Publisher(connect(name, true), name, publications);
        publisher.register(driver);
        flows.add(new Flow(publisher, subscribers.stream().map(each -> each.ledger(number)).filter(Objects::nonNull).toList()));
        return publisher;
    }

    /**
     * Publishes as fast as the window allows until the time is over; then waits for what is still under way.
     *
     * @param pause between two looks at the sockets, so that there is something to gather in them
     */
    public void saturate(Window window, Duration length, Duration pause) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        boolean over = false;
        Progress progress = new Progress();
        while (!over || isUnderWay()) {
            over = over || System.nanoTime() >= end;
            if (!over) {
                for (Flow flow : flows) {
                    flow.publisher.fill(window, flow.undelivered(), Long.MAX_VALUE);
                }
            }
            if (pause.isPositive()) {
                LockSupport.parkNanos(pause.toNanos());
            }
            driver.turn();
            if (progress.hasStopped()) {
                return;
            }
        }
    }

    /**
     * Publishes singly, message number n of all at its own time, whether or not the one before has arrived: the publishers
     * take turns. Where there is time between two messages it leaves its core to the broker until the first has arrived.
     *
     * @param time when message n ought to be sent, in nanoseconds after the start
     * @return how many were sent more than a millisecond late
     */
    public long pace(long start, LongUnaryOperator time, long messages) throws IOException {
        long late = 0;
        for (long n = 0; n < messages; n++) {
            long due = start + time.applyAsLong(n);
            driver.turnUntil(due, this::isUnderWay);
            late += System.nanoTime() - due > 1_000_000 ? 1 : 0;
            flows.get((int) (n % flows.size())).publisher.send(1);
        }
        finish();
        return late;
    }

    /** Publishes so many messages each, which nobody has subscribed to yet, as fast as they are acknowledged. */
    public void store(Window window, long messages) throws IOException {
        Progress progress = new Progress();
        while (flows.stream().anyMatch(each -> each.publisher.sent() < messages || each.publisher.unacknowledged() > 0)
                && !progress.hasStopped()) {
            for (Flow flow : flows) {
                flow.publisher.fill(window, 0, messages);
            }
            driver.turn();
        }
    }

    /** Waits for what is under way. */
    public void finish() throws IOException {
        Progress progress = new Progress();
        while (isUnderWay() && !progress.hasStopped()) {
            driver.turn();
        }
    }

    /** Waits until the subscribers have got so many messages together. */
    public void awaitDelivered(long messages) throws IOException {
        Progress progress = new Progress();
        while (delivered() < messages && !progress.hasStopped()) {
            driver.turn();
        }
    }

    private boolean isUnderWay() {
        return flows.stream().anyMatch(Flow::isUnfinished);
    }

    public long delivered() {
        return subscribers.stream().mapToLong(Subscriber::arrived).sum();
    }

    public Faults faults() {
        Faults all = Faults.NONE;
        for (Flow flow : flows) {
            for (Ledger ledger : flow.ledgers) {
                all = all.plus(ledger.faults(flow.publisher.sent()));
            }
        }
        for (Subscriber subscriber : subscribers) {
            all = all.plus(new Faults(0, 0, 0, subscriber.strayed()));
        }
        return all;
    }

    /** What is wrong beside the faults, when a run has ended; empty when nothing is. */
    public String problem() {
        return unacknowledged() == 0 ? "" : "%,d messages were not acknowledged".formatted(unacknowledged());
    }

    private long unacknowledged() {
        return flows.stream().mapToLong(each -> each.publisher.unacknowledged()).sum();
    }

    /** The driver first: a socket that it holds cannot be made to wait. */
    @Override
    public void close() {
        driver.close();
        flows.forEach(each -> each.publisher.close());
        subscribers.forEach(Subscriber::close);
    }

    /** Notices when nothing has come for too long, in which there were many looks: this program may have been halted itself. */
    private final class Progress {
        private long mark = -1;
        private long since = System.nanoTime();
        private int looks;

        boolean hasStopped() {
            long now = delivered() - unacknowledged();
            looks++;
            if (now != mark) {
                mark = now;
                since = System.nanoTime();
                looks = 0;
            }
            return looks >= LOOKS && System.nanoTime() - since > patience;
        }
    }
}
