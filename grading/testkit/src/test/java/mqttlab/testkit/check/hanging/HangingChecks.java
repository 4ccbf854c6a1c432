package mqttlab.testkit.check.hanging;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.WireClient;

/** A check that a broker can keep busy for ever, and others that run beside it and after it. */
@CheckSuite
class HangingChecks {

    @Graded(task = 1, points = 1, seconds = 2, reason = "It is a sample.", hint = "None.")
    void listensToTheEnd(Scene scene) {
        WireClient ana = scene.connect("ana");
        int heard = 0;
        while (ana.expect(PUBLISH).topic().equals("news")) {
            heard++;
        }
        throw new IllegalStateException("%d and an end".formatted(heard));
    }

    @Graded(task = 1, points = 1, dependsOn = "listensToTheEnd", reason = "It is a sample.", hint = "None.")
    void needsTheEnd(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Graded(task = 1, points = 1, reason = "It is a sample.", hint = "None.")
    void listensOnce(Scene scene) {
        scene.connect("luis").expect(PUBLISH);
    }
}
