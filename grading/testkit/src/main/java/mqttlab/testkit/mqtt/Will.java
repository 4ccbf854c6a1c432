package mqttlab.testkit.mqtt;

/** The will of a CONNECT: what the broker publishes when the client goes without a DISCONNECT. */
public record Will(String topic, Payload payload, int qos, boolean retain) {

    @Override
    public String toString() {
        return text("will");
    }

    /** @param will what a will is called */
    String text(String will) {
        return "%s QoS %d%s %s %s".formatted(will, qos, retain ? " retain" : "", SafeText.escape(topic), payload);
    }
}
