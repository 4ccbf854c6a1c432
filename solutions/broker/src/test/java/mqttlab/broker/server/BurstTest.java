package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A burst")
class BurstTest {

    private final BlockingQueue<Integer> writes = new LinkedBlockingQueue<>();
    private final List<Outbox> outboxes = new ArrayList<>();
    private final Burst burst = new Burst();

    private ThreadOutbox outbox() {
        OutputStream sizes = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("one byte a write");
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.add(length);
            }
        };
        ThreadOutbox outbox = new ThreadOutbox(new Transport(new ByteArrayInputStream(new byte[0]), sizes, new Socket()), 1_000,
                Journal.none(), new Statistics(), new OutboxMemory(1 << 20, 1_000).share());
        outboxes.add(outbox);
        return outbox;
    }

    @AfterEach
    void close() {
        outboxes.forEach(Outbox::close);
    }

    private int nextWrite() throws InterruptedException {
        Integer size = writes.poll(5, TimeUnit.SECONDS);
        assertThat(size).as("a write").isNotNull();
        return size;
    }

    @Test
    @DisplayName("is written at its end, with one write for each outbox")
    void atItsEnd() throws Exception {
        ThreadOutbox one = outbox();
        ThreadOutbox other = outbox();
        Thread reader = Thread.startVirtualThread(() -> {
            burst.begin();
            for (int i = 0; i < 3; i++) {
                one.put(new PingResp());
                other.put(new PingResp());
            }
        });
        reader.join();
        assertThat(writes).isEmpty();

        burst.flush();
        assertThat(List.of(nextWrite(), nextWrite())).containsExactly(6, 6);
        one.awaitWritten(Duration.ofSeconds(5));
        burst.flush();
        assertThat(writes).as("when nothing is due").isEmpty();
    }

    @Test
    @DisplayName("does not hold back what is enough for a write")
    void enough() throws Exception {
        ThreadOutbox outbox = outbox();
        Thread.startVirtualThread(() -> {
            burst.begin();
            outbox.putIfThereIsRoom(new Message("t", new Payload(new byte[16 * 1024]), QoS.AT_MOST_ONCE, false));
        }).join();
        assertThat(nextWrite()).isGreaterThan(16 * 1024);
    }

    @Test
    @DisplayName("does not hold back what somebody waits for")
    void waitedFor() throws Exception {
        ThreadOutbox outbox = outbox();
        Thread.startVirtualThread(() -> {
            burst.begin();
            outbox.put(new PingResp());
        }).join();
        outbox.awaitWritten(Duration.ofSeconds(5));
        assertThat(nextWrite()).isEqualTo(2);
    }

    @Test
    @DisplayName("is nothing for a thread that reads from no client: what it sends is written at once")
    void atOnce() throws Exception {
        outbox().put(new PingResp());
        assertThat(nextWrite()).isEqualTo(2);
    }
}
