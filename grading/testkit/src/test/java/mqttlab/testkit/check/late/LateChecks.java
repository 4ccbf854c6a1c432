package mqttlab.testkit.check.late;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Hint;
import mqttlab.testkit.check.Points;
import mqttlab.testkit.check.Reason;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a broker fails that closes each connection. */
@CheckSuite
class LateChecks {

    @Test
    @Points(1)
    @Reason("It is a sample.")
    @Hint("None.")
    @DisplayName("a client is greeted")
    void greets(Scene scene) {
        scene.open().expect(CONNACK);
    }
}
