package mqttlab.broker.session;

import java.util.Locale;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.session.Outgoing.Delivery;

/** A client has acknowledged a message as if it had another QoS, or were at another step: a violation of the protocol. */
final class WrongAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongAnswer(Delivery expected, Acknowledgement arrived) {
        super("[MQTT-4.8.0-1] it sent %s for packet identifier %d, where %s is due".formatted(
                arrived.getClass().getSimpleName().toUpperCase(Locale.ROOT), arrived.packetId(),
                expected.getClass().getSimpleName().replace("Awaiting", "").toUpperCase(Locale.ROOT)));
    }
}
