package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.wire.WireClient;

/**
 * Publishers and a subscriber with persistent sessions, whose connections are cut and whose broker is killed at random
 * moments. No message with QoS 1 that was acknowledged may be missing in the end, none with QoS 2 may have come twice, and
 * none may have overtaken another.
 *
 * <p>The build runs it for a few seconds. For ten minutes, from the folder of the whole course:
 *
 * <pre>mvn -q test -pl solutions/broker -am -Dtest=SoakTest -Dsoak=600 [-Dseed=N]</pre>
 */
final class Soak {

    private static final int PUBLISHERS = 3;

    private final Random random;
    private final long seconds;
    private final Ledger ledger = new Ledger();
    private final List<SteadyClient> clients = new ArrayList<>();
    private int kills;
    private int cuts;

    Soak(long seed, long seconds) {
        this.random = new Random(seed);
        this.seconds = seconds;
    }

    /** @return what happened, in one line */
    String run(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("broker.log");
        try (BrokerProcess broker = BrokerProcess.start(log, "data=" + folder.resolve("data"))) {
            SteadySubscriber subscriber = new SteadySubscriber(broker, ledger);
            subscriber.start();
            subscriber.awaitSubscribed();
            List<SteadyPublisher> publishers = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                publishers.add(new SteadyPublisher("publisher-" + i, broker, ledger, random.nextLong()));
            }
            publishers.forEach(SteadyClient::start);
            clients.add(subscriber);
            clients.addAll(publishers);
            trouble(broker);
            for (SteadyPublisher publisher : publishers) {
                publisher.finish();
            }
            ledger.awaitAllReceived();
            try (WireClient last = WireClient.connect(broker.address(), "last")) {
                last.publish(SteadySubscriber.LAST, 1, new byte[0]);
            }
            subscriber.awaitEnd();
            ledger.throwFailure();
        } catch (IllegalStateException e) {
            throw new AssertionError(e.getMessage() + "\nThe broker said:\n" + Files.readString(log), e);
        }
        return "%d kills, %d cuts, %s".formatted(kills, cuts, ledger);
    }

    private void trouble(BrokerProcess broker) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (System.nanoTime() < end) {
            ledger.throwFailure();
            never.await(random.nextInt(400), TimeUnit.MILLISECONDS);
            if (random.nextInt(4) == 0) {
                broker.kill();
                kills++;
                broker.start();
            } else {
                clients.get(random.nextInt(clients.size())).cut();
                cuts++;
            }
        }
    }
}
