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
import mqttlab.broker.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A burst")
class BurstTest {

    private final BlockingQueue<Integer> writes = new LinkedBlockingQueue<>();
    private final List<Outbox> outboxes = new ArrayList<>();
    private final Burst burst = new Burst();

    private Outbox outbox() {
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
        Outbox outbox = new Outbox(new Transport(new ByteArrayInputStream(new byte[0]), sizes, new Socket()), Journal.none(),
                1_000, () -> { });
        outboxes.add(outbox);
        return outbox;
    }

    @AfterEach
    void close() {
        outboxes.forEach(Outbox::close);
    }

    private static void send(Outbox outbox) {
        outbox.put(new PingResp());
        Burst.flushInTime(outbox);
    }

    private int nextWrite() throws InterruptedException {
        Integer size = writes.poll(5, TimeUnit.SECONDS);
        assertThat(size).as("a write").isNotNull();
        return size;
    }

    @Test
    @DisplayName("is written at its end, with one write for each outbox")
    void atItsEnd() throws Exception {
        Outbox one = outbox();
        Outbox other = outbox();
        Thread reader = Thread.startVirtualThread(() -> {
            burst.begin();
            for (int i = 0; i < 3; i++) {
                send(one);
                send(other);
            }
        });
        reader.join();
        one.awaitWritten(Duration.ZERO);
        other.awaitWritten(Duration.ZERO);
        assertThat(writes).isEmpty();

        burst.flush();
        assertThat(List.of(nextWrite(), nextWrite())).containsExactly(6, 6);
        one.awaitWritten(Duration.ofSeconds(5));
        burst.flush();
        assertThat(writes).as("when nothing is due").isEmpty();
    }

    @Test
    @DisplayName("is nothing for a thread that reads from no client: what it sends is written at once")
    void atOnce() throws Exception {
        send(outbox());
        assertThat(nextWrite()).isEqualTo(2);
    }
}
