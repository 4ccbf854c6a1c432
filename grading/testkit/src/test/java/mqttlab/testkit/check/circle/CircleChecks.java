package mqttlab.testkit.check.circle;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;

@CheckSuite
class CircleChecks {

    @Graded(task = 1, points = 1, dependsOn = "egg", hint = "None.")
    void hen(Scene scene) {
    }

    @Graded(task = 1, points = 1, dependsOn = "hen", hint = "None.")
    void egg(Scene scene) {
    }
}
