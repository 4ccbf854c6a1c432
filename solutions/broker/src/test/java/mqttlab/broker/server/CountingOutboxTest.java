package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An outbox that shares its memory with others")
class CountingOutboxTest {

    private static final int BYTES = 20_000;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final OutboxMemory memory = new OutboxMemory(1 << 20, BYTES);

    /** For a client that reads nothing until {@link #done}. */
    private final OutputStream stuck = new OutputStream() {
        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("one byte a write");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            begun.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    };
    private final CountingOutbox outbox = new ThreadOutbox(
            new Transport(new ByteArrayInputStream(new byte[0]), stuck, new Socket()), 1 << 20, Journal.none(),
            new Statistics(), memory.share());

    private void put() {
        assertThat(outbox.putIfThereIsRoom(new Message("t", new Payload(new byte[BYTES]), QoS.AT_MOST_ONCE, false))).isTrue();
    }

    private void assertTaken(long bytes) {
        assertThat(memory).extracting("taken").isEqualTo(bytes);
    }

    @Test
    @DisplayName("counts what is being written, together with what waits behind it, and nothing when all is written")
    void beingWritten() throws Exception {
        // PUBLISH, remaining length in three bytes, the topic.
        int packet = BYTES + 1 + 3 + 3;
        put();
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        assertTaken(packet);
        put();
        assertTaken(2L * packet);
        done.countDown();
        WithBroker.eventually("all is written", () -> outbox.size() == 0);
        WithBroker.eventually("nothing counts", this::isNothingTaken);
    }

    private boolean isNothingTaken() {
        Object[] taken = new Object[1];
        assertThat(memory).extracting("taken").satisfies(value -> taken[0] = value);
        return taken[0].equals(0L);
    }
}
