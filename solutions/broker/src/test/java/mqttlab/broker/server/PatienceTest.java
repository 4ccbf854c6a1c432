package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.broker.codec.Packet.PingReq;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The patience with a client")
class PatienceTest {

    /** More than a test takes, so that the clock may run on between two lines. */
    private static final long SLACK_SECONDS = 60;

    private long before;
    private Patience patience;

    @BeforeEach
    void begin() {
        before = System.nanoTime();
        patience = new Patience(Duration.ofSeconds(1_000), before);
    }

    @Test
    @DisplayName("is over when its CONNECT is not there in time, however it is cut into reads")
    void connect() {
        for (int i = 0; i < 10; i++) {
            patience.stop();
            patience.pause();
        }
        assertThat(isOverAfter(1_000 - 1)).isFalse();
        assertThat(isOverAfter(1_000 + SLACK_SECONDS)).isTrue();
    }

    @Test
    @DisplayName("is over, too, when most of the time went by before it: in the handshake of TLS, or of WebSocket")
    void handshake() {
        patience = new Patience(Duration.ofSeconds(1_000), before - Duration.ofSeconds(900).toNanos());
        assertThat(isOverAfter(100 - 1)).isFalse();
        assertThat(isOverAfter(100 + SLACK_SECONDS)).isTrue();
    }

    @Test
    @DisplayName("is one and a half times the keep alive from the CONNECT on [MQTT-3.1.2-24]")
    void keepAlive() {
        patience.keepAlive(2_000);
        patience.pause();
        assertThat(isOverAfter(3_000 - 1)).isFalse();
        assertThat(isOverAfter(3_000 + SLACK_SECONDS)).isTrue();
    }

    @Test
    @DisplayName("does not overflow with the longest keep alive")
    void longest() {
        patience.keepAlive(65_535);
        patience.pause();
        assertThat(isOverAfter(98_302)).isFalse();
        assertThat(isOverAfter(98_303 + SLACK_SECONDS)).isTrue();
    }

    @Test
    @DisplayName("never ends with a keep alive of 0")
    void none() {
        patience.keepAlive(0);
        patience.pause();
        assertThat(isOverAfter(Duration.ofDays(10_000).toSeconds())).isFalse();
    }

    @Test
    @DisplayName("begins anew whenever the reader waits: something has come, be it half a packet")
    void heard() {
        patience.keepAlive(1_000);
        patience.pause();
        long end = end();
        awaitTick();
        patience.pause();
        assertThat(end()).isGreaterThan(end);
    }

    @Test
    @DisplayName("does not end while the reader is busy: with the CONNECT, with a packet, or with a client that has to "
            + "read first")
    void busy() {
        patience.keepAlive(1);
        assertThat(isOverAfter(SLACK_SECONDS)).isFalse();
        patience.pause();
        patience.handle(new PingReq());
        assertThat(isOverAfter(SLACK_SECONDS)).isFalse();
        patience.pause();
        patience.stop();
        assertThat(isOverAfter(SLACK_SECONDS)).isFalse();
        patience.pause();
        assertThat(isOverAfter(SLACK_SECONDS)).isTrue();
    }

    @Test
    @DisplayName("is not over in the moment of a CONNECT, however late that comes, and however short its keep alive is")
    void late() throws InterruptedException {
        Duration late = Duration.ofSeconds(500);
        AtomicReference<Patience> connecting = new AtomicReference<>(patience);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        Thread clock = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                if (connecting.get().isOver(System.nanoTime())) {
                    over.set(true);
                }
            }
        });
        for (int i = 0; i < 300_000; i++) {
            Patience next = new Patience(Duration.ofSeconds(1_000), System.nanoTime() - late.toNanos());
            connecting.set(next);
            next.keepAlive(1);
        }
        ended.set(true);
        clock.join();

        assertThat(over).isFalse();
    }

    private boolean isOverAfter(long seconds) {
        return patience.isOver(before + Duration.ofSeconds(seconds).toNanos());
    }

    /** The last moment at which it is not over, found by halving. */
    private long end() {
        long not = before;
        long over = before + Duration.ofSeconds(2_000).toNanos();
        while (over - not > 1) {
            long middle = not + (over - not) / 2;
            if (patience.isOver(middle)) {
                over = middle;
            } else {
                not = middle;
            }
        }
        return not;
    }

    private static void awaitTick() {
        long now = System.nanoTime();
        while (System.nanoTime() == now) {
            Thread.onSpinWait();
        }
    }
}
