package mqttlab.testkit.check.order;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;

/** Not in the reading order of its package. */
@CheckSuite
class LostChecks {

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void dodo() {
    }
}
