package mqttlab.testkit.wire;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.TraceFailure;

/**
 * Recognises a broker that nobody has written for this course, also behind a program that only passes everything on: it says
 * its version under {@code $SYS}, or it speaks MQTT 5.
 */
public final class FinishedBroker {

    private static final String VERSION = "$SYS/broker/version";
    /** A CONNECT with the protocol level 5, no properties and the client identifier {@code lab}. */
    private static final String CONNECT_5 = "10 10 00 04 4d 51 54 54 05 02 00 00 00 00 03 6c 61 62";

    private FinishedBroker() {
    }

    /** What gives it away; empty for any other broker, and for what is none. */
    public static Optional<String> at(InetSocketAddress broker) {
        return version(broker).or(() -> speaksMqtt5(broker));
    }

    private static Optional<String> version(InetSocketAddress broker) {
        try (WireClient client = WireClient.connect(broker, "lab-who-is-there")) {
            client.subscribe(VERSION, 0);
            client.send(Packets.pingreq());
            Packet next = client.expect("the version, or the PINGRESP", packet -> true);
            return next.type() == PUBLISH ? Optional.of("it says under " + VERSION + " that it is "
                    + SafeText.escape(next.payload().text().orElse("some bytes")))
                    : Optional.empty();
        } catch (TraceFailure | InfrastructureException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> speaksMqtt5(InetSocketAddress broker) {
        try (WireClient client = WireClient.open(broker)) {
            client.sendHex(CONNECT_5);
            Packet answer = client.expect("a CONNACK", packet -> true);
            byte[] raw = answer.raw();
            // 3.1.1 has a CONNACK of two bytes; that of MQTT 5 has at least a third, the length of its properties.
            return raw[0] == 0x20 && raw[1] > 2 && raw[3] == 0 ? Optional.of("it speaks MQTT 5: " + HexFormat.of().formatHex(raw))
                    : Optional.empty();
        } catch (TraceFailure | InfrastructureException e) {
            return Optional.empty();
        }
    }
}
