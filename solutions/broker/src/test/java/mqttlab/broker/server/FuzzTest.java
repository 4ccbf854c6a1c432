package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Clients that send nonsense, thousands of them, each on a connection of its own. In a build there are 20,000; with
 * {@code -Dfuzz=1000000} a million, in some minutes:
 *
 * <pre>mvn test -pl solutions/broker -am -Dtest=FuzzTest -Dfuzz=1000000</pre>
 *
 * <p>{@code -Dfuzz.seed=N} plays a run again: a failure says its seed. The order in which the inputs arrive is chance.
 */
@DisplayName("Malformed, tampered and random input")
@ProvedOnce(reads = {})
class FuzzTest extends WithBroker {

    private static final long INPUTS = Long.getLong("fuzz", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", ThreadLocalRandom.current().nextLong());
    private static final int ROUND = 5_000;
    private static final int AT_ONCE = 4;
    /** For what the JVM itself does meanwhile. */
    private static final long SLACK_BYTES = 4 << 20;

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final AtomicLong next = new AtomicLong();

    /** What is kept for absent clients is meant to be kept, but not to be measured. */
    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(1 << 20, usual.window(), 16 << 10, 64 << 10, usual.connectTimeout());
    }

    @BeforeEach
    void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    }

    @AfterEach
    void unwatch() {
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    @DisplayName("leaves the broker serving, with nothing left of those who sent it, and flat memory")
    void fuzz() throws Exception {
        List<Long> heap = new ArrayList<>();
        List<Integer> threads = new ArrayList<>();
        long begin = System.nanoTime();
        while (next.get() < INPUTS) {
            round(Math.min(INPUTS, next.get() + ROUND));
            sweep();
            Insides.assertNothingIsLeft(broker);
            assertThat(uncaught).as("exceptions that nobody has caught; -Dfuzz.seed=%d", SEED).isEmpty();
            serve();
            heap.add(heapAfterCollection());
            threads.add(ManagementFactory.getThreadMXBean().getThreadCount());
        }
        if (System.getProperty("fuzz") != null) {
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            System.out.printf("%,d inputs (seed %d) in %d s; heap after %,d of them %d KB, at most %d KB, at the end %d KB; %s%n",
                    INPUTS, SEED, seconds, ROUND, heap.getFirst() >> 10, Collections.max(heap) >> 10, heap.getLast() >> 10,
                    "threads %d, at most %d, %d".formatted(threads.getFirst(), Collections.max(threads), threads.getLast()));
        }
        assertThat(broker.statistics().received.sum()).as("messages, from what was valid").isGreaterThan(INPUTS / 10);
        assertThat(heap.getLast()).as("bytes after the last round; after each: %s; -Dfuzz.seed=%d", heap, SEED)
                .isLessThan(heap.getFirst() + heap.getFirst() / 4 + SLACK_BYTES);
        assertThat(threads.getLast()).as("threads after the last round; after each: %s", threads)
                .isLessThanOrEqualTo(threads.getFirst() + AT_ONCE);
    }

    private void round(long end) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(clients.submit(() -> {
                    for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                        send(number);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        next.set(end);
    }

    /** Sends the input and its end, and waits until the broker has closed the connection. */
    private void send(long number) {
        byte[] input = Fuzz.input(SEED, number);
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            // A reset at the end: a million connections would else use up the ports.
            socket.setSoLinger(true, 0);
            socket.setSoTimeout((int) Patience.stretch(Duration.ofSeconds(20)).toMillis());
            socket.getOutputStream().write(input);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // The broker was faster.
        } catch (IOException e) {
            throw new AssertionError("the connection of input %d is not closed; -Dfuzz.seed=%d".formatted(number, SEED), e);
        }
    }

    /** Some were valid, and have left persistent sessions and retained messages: a client can take them away. */
    private void sweep() throws IOException {
        for (Identity owner : Insides.owners(broker)) {
            new RawClient(address, owner).close();
        }
        try (RawClient sweeper = new RawClient(address, "sweeper")) {
            sweeper.subscribe("#", AT_MOST_ONCE);
            for (Publish kept : sweeper.messages()) {
                sweeper.put(kept.topic(), new byte[0], true);
            }
            sweeper.flush();
            sweeper.messages();
        }
    }

    private void serve() throws IOException {
        try (RawClient ana = new RawClient(address, "ana"); RawClient luis = new RawClient(address, "luis")) {
            luis.subscribe("served", AT_LEAST_ONCE);
            ana.send(new Publish("served", Payload.of("well"), AT_LEAST_ONCE, false, false, 7));
            ana.expect(new PubAck(7));
            luis.expect(new Publish("served", Payload.of("well"), AT_LEAST_ONCE, false, false, 1));
        }
        Insides.assertNothingIsLeft(broker);
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
