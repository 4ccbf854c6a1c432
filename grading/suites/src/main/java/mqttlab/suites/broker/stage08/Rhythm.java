package mqttlab.suites.broker.stage08;

import java.time.Duration;
import java.util.function.IntFunction;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.WireClient;

/**
 * Clients that talk in time, several times in each keep alive, until the broker has ended one that was silent all the time.
 *
 * <p>On a busy machine it may be the grader that is late. So it measures itself: where a keep alive has gone by between two
 * beats, and somebody was disconnected, that is not judged, and all begins again with a longer one.
 */
final class Rhythm {

    private static final int LONGEST_KEEP_ALIVE = 16;

    /** What the clients do at each beat, and how it is seen at the end that they are still connected. */
    interface Talk {
        void beat();

        void end();
    }

    private Rhythm() {
    }

    /** @param talk given the keep alive, connects those who talk */
    static void keep(Scene scene, IntFunction<Talk> talk) {
        int keepAlive = Silence.KEEP_ALIVE;
        while (!keeps(scene, keepAlive, talk)) {
            scene.trace().note("the grader was late for a keep alive of %d s: this attempt does not count".formatted(keepAlive));
            keepAlive *= 2;
            if (keepAlive > LONGEST_KEEP_ALIVE) {
                throw scene.trace().failure("a broker that answers, so that its clients can send a packet every %d s"
                        .formatted(LONGEST_KEEP_ALIVE), "they had to wait longer for their answers");
            }
        }
    }

    private static boolean keeps(Scene scene, int keepAlive, IntFunction<Talk> talk) {
        Stopwatch stopwatch = new Stopwatch(Duration.ofSeconds(keepAlive));
        try {
            Talk begun = talk.apply(keepAlive);
            WireClient silent = Silence.connected(scene, "silent", keepAlive);
            Silence.beatUntilEnded(silent, Silence.LATEST.plusSeconds(keepAlive), () -> {
                begun.beat();
                stopwatch.lap();
            });
            begun.end();
            return true;
        } catch (TraceFailure failure) {
            stopwatch.lap();
            if (stopwatch.wasLate() && failure.kind() == FailureKind.CONNECTION_CLOSED) {
                return false;
            }
            throw failure;
        }
    }

    /** Two beats together take longer than what the broker sees between any two packets of a client. */
    private static final class Stopwatch {

        private final long limit;
        private long lastButOne = System.nanoTime();
        private long last = lastButOne;
        private boolean late;

        Stopwatch(Duration limit) {
            this.limit = limit.toNanos();
        }

        void lap() {
            long now = System.nanoTime();
            late |= now - lastButOne > limit;
            lastButOne = last;
            last = now;
        }

        boolean wasLate() {
            return late;
        }
    }
}
