package mqttlab.testkit.check.real;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;

@CheckSuite
class RealChecks {

    @Graded(task = 1, points = 1, needsMosquitto = true, hint = "None.")
    void asksForMuch(Scene scene) {
    }

    @Graded(task = 1, points = 1, dependsOn = "asksForMuch", hint = "None.")
    void dependsOnWhatAsksForMuch(Scene scene) {
    }
}
