package mqttlab.lab.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import mqttlab.lab.BadInput;

/** The time that a hall has to think, and to read, when nobody presses Enter. */
public record Pause(Duration length) implements Runnable {

    public static final Pause NONE = new Pause(Duration.ZERO);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(3600);

    /** @param text a number, with a fraction if need be */
    public static Pause ofSeconds(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() >= 0 && seconds.compareTo(MOST_SECONDS) <= 0) {
                return new Pause(Duration.ofMillis(seconds.movePointRight(3).longValue()));
            }
        } catch (NumberFormatException e) {
            // It is no number at all.
        }
        throw new BadInput("a pause has from 0 to %s seconds, and not '%s'".formatted(MOST_SECONDS, text));
    }

    @Override
    public void run() {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0 && !Thread.interrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
