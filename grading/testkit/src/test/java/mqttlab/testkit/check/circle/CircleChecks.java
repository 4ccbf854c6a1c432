package mqttlab.testkit.check.circle;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.DependsOn;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.Test;

@CheckSuite
class CircleChecks {

    @Test
    @DependsOn("egg")
    void hen(Scene scene) {
    }

    @Test
    @DependsOn("hen")
    void egg(Scene scene) {
    }
}
