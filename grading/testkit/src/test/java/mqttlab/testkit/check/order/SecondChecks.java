package mqttlab.testkit.check.order;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;

@CheckSuite
class SecondChecks {

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void yak() {
    }

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void cow() {
    }
}
