package mqttlab.testkit.check.order;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;

@CheckSuite
class FirstChecks {

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void zebra() {
    }

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void ant() {
    }

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void mule() {
    }

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void bee() {
    }
}
