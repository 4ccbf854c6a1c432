package mqttlab.testkit.check.order;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;

@CheckSuite
class FirstChecks {

    @Graded(points = 1, reason = "It is a sample.", hint = "None.")
    void zebra() {
    }

    @Graded(points = 1, reason = "It is a sample.", hint = "None.")
    void ant() {
    }

    @Graded(points = 1, reason = "It is a sample.", hint = "None.")
    void mule() {
    }

    @Graded(points = 1, reason = "It is a sample.", hint = "None.")
    void bee() {
    }
}
