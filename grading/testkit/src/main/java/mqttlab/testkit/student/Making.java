package mqttlab.testkit.student;

import java.time.Duration;
import mqttlab.testkit.Patience;

/**
 * How long it may take to make an object of a student's code. To load classes is work of the machine, and a busy one takes its
 * time; but code whose constructor never ends would take that time again with each check.
 */
final class Making {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration first;
    private volatile boolean hung;

    Making() {
        this(Patience.atLeast(LONGEST));
    }

    Making(Duration first) {
        this.first = first;
    }

    Duration patience() {
        return hung ? Patience.usual() : first;
    }

    /** Nobody is so patient again. */
    void hung() {
        hung = true;
    }
}
