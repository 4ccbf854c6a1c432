package mqttlab.testkit.check.late;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

/** What a broker fails that closes each connection. */
@CheckSuite
class LateChecks {

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    @DisplayName("a client is greeted")
    void greets(Scene scene) {
        scene.open().expect(CONNACK);
    }
}
