package mqttlab.testkit.check.slow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;

/** A check that takes two minutes by its own clock, and one that comes after it. */
@CheckSuite
public class SlowChecks {

    public static final AtomicLong NANOS = new AtomicLong();

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void takesTwoMinutes() {
        NANOS.addAndGet(Duration.ofMinutes(2).toNanos());
    }

    @Graded(task = 1, points = 1, dependsOn = "takesTwoMinutes", reason = "It is a sample.", hint = "None.")
    void comesAfterwards() {
    }
}
