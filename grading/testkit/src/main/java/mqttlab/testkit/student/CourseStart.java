package mqttlab.testkit.student;

import java.util.function.Supplier;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;

/**
 * How the course's own broker is started, in which a student's class is tried. That it does not listen in time is no fault of the
 * student's: on a machine with too much to do, the next attempt is in time.
 */
public final class CourseStart {

    private static final int ATTEMPTS = 3;

    private CourseStart() {
    }

    /**
     * @param start starts it, and gives up with a {@link StudentFault.TimedOut}
     * @throws InfrastructureException if it is late each time
     */
    public static Broker patiently(Supplier<? extends Broker> start) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return start.get();
            } catch (StudentFault.TimedOut late) {
                // It may be in time when it is tried again.
            }
        }
        try {
            return start.get();
        } catch (StudentFault.TimedOut late) {
            throw new InfrastructureException("the course's own broker was started %d times, and each time was too late: %s"
                    .formatted(ATTEMPTS, late.getMessage()), late);
        }
    }
}
