package mqttlab.suites.broker.stage02;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.Arrays;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;

/** What is published in this stage, and what has to arrive. */
final class Messages {

    private static final int SHOWN = 12;

    private Messages() {
    }

    static void publish(WireClient publisher, String topic, String text) {
        publisher.publish(topic, 0, text.getBytes(UTF_8));
    }

    /** The next packet is the very PUBLISH that a client would send, byte by byte: QoS 0, no flags, topic and payload. */
    static void expect(WireClient subscriber, String topic, String text) {
        expect(subscriber, topic, Payload.of(text));
    }

    static void expect(WireClient subscriber, String topic, Payload payload) {
        Packet expected = Packets.publish(topic).payload(payload).packet();
        Packet came = subscriber.expect(PUBLISH);
        int at = Arrays.mismatch(expected.raw(), came.raw());
        if (at >= 0) {
            Trace trace = subscriber.trace();
            throw trace.failure("%s, the bytes %s".formatted(expected, SafeText.hex(expected.raw(), SHOWN)),
                    "%s came, the bytes %s; they part at byte %d, where %s was expected and %s came".formatted(came,
                            SafeText.hex(came.raw(), SHOWN), at + 1, from(at, expected.raw()), from(at, came.raw())));
        }
    }

    private static String from(int start, byte[] bytes) {
        return start >= bytes.length ? "the end"
                : SafeText.hex(Arrays.copyOfRange(bytes, start, Math.min(start + 4, bytes.length)), 4);
    }
}
