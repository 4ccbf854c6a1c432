package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An outbox")
@Timeout(30)
class OutboxTest {

    private static final int MOST = 100;
    private static final byte[] PONG = {(byte) 0xd0, 0};
    private static final byte[] ACK = {0x40, 2, 0, 1};

    private final BlockingQueue<byte[]> written = new LinkedBlockingQueue<>();
    private final Semaphore mayWrite = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private final Socket socket = new Socket();
    private final Outbox outbox =
            new Outbox(new Transport(new ByteArrayInputStream(new byte[0]), new Network(), socket), MOST);

    /** Writes only when the test lets it, and shows when it has begun to. */
    private final class Network extends OutputStream {
        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("one byte a write");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begun.release();
            mayWrite.acquireUninterruptibly();
            if (socket.isClosed()) {
                throw new IOException("closed");
            }
            written.add(Arrays.copyOfRange(bytes, from, from + length));
        }
    }

    @AfterEach
    void letGo() {
        outbox.close();
        mayWrite.release(1_000);
    }

    /** A PUBLISH that takes so many bytes. */
    private static Message message(int bytes) {
        return new Message("t", new Payload(new byte[bytes - (bytes < 130 ? 5 : 6)]), QoS.AT_MOST_ONCE, false);
    }

    /** From now on the writer is busy, until the test lets it go on. */
    private void keepBusy() throws InterruptedException {
        outbox.put(new PingResp());
        await(begun);
    }

    @Test
    @DisplayName("gathers what comes during a write into the next, and writes one thing at a time")
    void gathers() throws Exception {
        keepBusy();
        outbox.put(new PubAck(1));
        outbox.put(new PubAck(1));
        // If there were a second writer, it would have begun before this one.
        Thread.startVirtualThread(() -> { }).join();
        assertThat(begun.availablePermits()).isZero();
        mayWrite.release(10);
        assertThat(next()).containsExactly(PONG);
        assertThat(next()).containsExactly(joined(ACK, ACK));
    }

    @Test
    @DisplayName("writes again after it had come to rest")
    void again() throws Exception {
        mayWrite.release(10);
        for (int i = 0; i < 3; i++) {
            outbox.put(new PubAck(1));
            assertThat(next()).containsExactly(ACK);
            outbox.awaitWritten(Duration.ofSeconds(5));
        }
    }

    @Test
    @DisplayName("has no room beyond its limit for what may be dropped, but always for what may not")
    void limit() throws Exception {
        keepBusy();
        for (int bytes = 0; bytes < MOST; bytes += 10) {
            assertThat(outbox.putIfThereIsRoom(message(10))).isTrue();
        }
        assertThat(outbox.putIfThereIsRoom(message(10))).isFalse();
        outbox.put(new PubAck(1));
        mayWrite.release(10);
        next();
        assertThat(next()).hasSize(MOST + ACK.length);
    }

    @Test
    @DisplayName("has room for one message, however large, when nothing waits")
    void oneLarge() throws Exception {
        keepBusy();
        assertThat(outbox.putIfThereIsRoom(message(2 * MOST))).isTrue();
        assertThat(outbox.putIfThereIsRoom(message(10))).isFalse();
    }

    @Test
    @DisplayName("is half empty as long as no more than half of its limit waits, which can be awaited")
    void halfEmpty() throws Exception {
        keepBusy();
        outbox.putIfThereIsRoom(message(MOST / 2));
        assertThat(outbox.isHalfEmpty()).isTrue();
        outbox.awaitHalfEmpty();
        outbox.putIfThereIsRoom(message(10));
        assertThat(outbox.isHalfEmpty()).isFalse();
        Thread waiter = waiting(outbox::awaitHalfEmpty);
        mayWrite.release();
        assertThat(waiter.join(Duration.ofSeconds(5))).isTrue();
        assertThat(outbox.isHalfEmpty()).isTrue();
    }

    @Test
    @DisplayName("lets the reader wait while more than its limit waits, until that is being written, or until it is closed")
    void reader() throws Exception {
        keepBusy();
        outbox.putIfThereIsRoom(message(MOST));
        outbox.awaitRoom();
        for (int round = 0; round < 2; round++) {
            outbox.put(new PubAck(1));
            Thread reader = waiting(outbox::awaitRoom);
            if (round == 0) {
                mayWrite.release();
                assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
                outbox.putIfThereIsRoom(message(MOST));
            } else {
                outbox.close();
                assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
            }
        }
    }

    private static Thread waiting(Runnable action) {
        Thread waiter = Thread.ofPlatform().start(action);
        while (waiter.getState() != Thread.State.WAITING) {
            assertThat(waiter.isAlive()).as("it waits").isTrue();
        }
        return waiter;
    }

    @Test
    @DisplayName("that is closed takes whatever comes, keeps nothing, and lets nobody wait")
    void closed() throws Exception {
        keepBusy();
        outbox.put(new PubAck(1));
        outbox.close();
        assertThat(socket.isClosed()).isTrue();
        outbox.put(new PubAck(1));
        assertThat(outbox.putIfThereIsRoom(message(2 * MOST))).isTrue();
        outbox.awaitWritten(Duration.ofDays(1));
        mayWrite.release(10);
        assertThat(written).isEmpty();
    }

    @Test
    @DisplayName("closes the connection when it cannot be written to")
    void broken() throws Exception {
        socket.close();
        outbox.put(new PingResp());
        mayWrite.release();
        outbox.awaitWritten(Duration.ofDays(1));
        assertThat(outbox.putIfThereIsRoom(message(2 * MOST))).as("it is closed").isTrue();
    }

    @Test
    @DisplayName("is waited for until everything is written, but no longer than its waiter's patience")
    void awaitWritten() throws Exception {
        keepBusy();
        outbox.awaitWritten(Duration.ofMillis(1));
        assertThat(written).isEmpty();
        mayWrite.release(10);
        outbox.awaitWritten(Duration.ofDays(1));
        assertThat(written).hasSize(1);
    }

    private byte[] next() throws InterruptedException {
        byte[] bytes = written.poll(5, TimeUnit.SECONDS);
        assertThat(bytes).as("what is written within 5 s").isNotNull();
        return bytes;
    }

    private static void await(Semaphore event) throws InterruptedException {
        assertThat(event.tryAcquire(5, TimeUnit.SECONDS)).as("what is awaited happens within 5 s").isTrue();
    }

    private static byte[] joined(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
