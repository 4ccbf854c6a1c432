package mqttlab.lab05;

// lab:hide
import java.util.concurrent.ThreadLocalRandom;
// lab:end
import mqttlab.contracts.team.Rhythm;

/** The pauses before attempts to connect, one after the other, in a row in which no attempt has succeeded. */
final class BackOff {

    private final Rhythm rhythm;
    // lab:hide
    private long wholeMillis;
    // lab:end

    BackOff(Rhythm rhythm) {
        this.rhythm = rhythm;
        // lab:hide
        this.wholeMillis = rhythm.firstMillis();
        // lab:end
    }

    /** How long the next pause is. */
    long nextMillis() {
        // lab:task 2 Choose it at random between half and the whole; the whole doubles each time, up to the longest pause
        long pause = ThreadLocalRandom.current().nextLong((wholeMillis + 1) / 2, wholeMillis + 1);
        wholeMillis = Math.min(2 * wholeMillis, rhythm.longestMillis());
        return pause;
        // lab:end
    }
}
