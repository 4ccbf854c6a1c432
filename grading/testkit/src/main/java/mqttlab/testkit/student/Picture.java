package mqttlab.testkit.student;

import java.util.List;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TraceEvent;

/**
 * The conversation that the picture in a lab's handout shows, held with the lab's solution: the build compares the two. It is
 * the class {@code Picture} in the package of the lab's suite.
 */
public interface Picture {

    /** What passed, in an order that is the same each time. */
    List<TraceEvent> held(StudentRun run, Tap tap) throws Exception;
}
