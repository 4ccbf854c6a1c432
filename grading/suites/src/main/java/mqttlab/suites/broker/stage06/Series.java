package mqttlab.suites.broker.stage06;

import java.util.HashMap;
import java.util.Map;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;

/** Messages of several series, each numbered from 1 on: they may be mixed, but each series comes in its order, without a gap. */
final class Series {

    private final Map<String, Integer> counts = new HashMap<>();

    static String text(String name, int number) {
        return "%s: %d".formatted(name, number);
    }

    /** @return the name of the series whose next message this is */
    String requireNext(Scene scene, Packet message) {
        String text = message.payload().text().orElse("");
        String name = text.substring(0, Math.max(0, text.indexOf(':')));
        int number = counts.merge(name, 1, Integer::sum);
        scene.trace().require(text.equals(text(name, number)), "message %d of '%s'".formatted(number, name),
                "%s came".formatted(message));
        return name;
    }
}
