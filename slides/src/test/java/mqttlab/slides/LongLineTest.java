package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line that is too long for a slide")
class LongLineTest {

    @Test
    @DisplayName("is broken outside all brackets if it can be")
    void outside() {
        assertThat(LongLine.folded("""
                            case Connect again -> throw new ProtocolViolation("[MQTT-3.1.0-2] it sent a second CONNECT, again");"""))
                .isEqualTo("""
                            case Connect again ->
                                    throw new ProtocolViolation("[MQTT-3.1.0-2] it sent a second CONNECT, again");""");
    }

    @Test
    @DisplayName("is broken behind a comma between brackets, as far to the right as it may be")
    void betweenArguments() {
        assertThat(LongLine.folded("""
                    record Publish(String topic, Payload payload, QoS qos, boolean retain, boolean duplicate, int packetId) {"""))
                .isEqualTo("""
                    record Publish(String topic, Payload payload, QoS qos, boolean retain, boolean duplicate,
                            int packetId) {""");
    }

    @Test
    @DisplayName("stays as it is where only a text could be broken")
    void text() {
        String line = "    String advice = \"%s\";".formatted("read, think, (then) write ".repeat(5));
        assertThat(LongLine.folded(line)).isEqualTo(line);
    }
}
