package mqttlab.broker.server;

/** A packet that is well formed, but must not come now or not in this way. Whoever sent it is disconnected [MQTT-4.8.0-1]. */
final class ProtocolViolation extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProtocolViolation(String message, Object... details) {
        super(message.formatted(details), null, false, false);
    }
}
