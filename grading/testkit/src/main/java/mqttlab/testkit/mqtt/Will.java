package mqttlab.testkit.mqtt;

/** The will of a CONNECT: what the broker publishes when the client goes without a DISCONNECT. */
public record Will(String topic, Payload payload, int qos, boolean retain) {

    @Override
    public String toString() {
        return "will QoS %d%s %s %s".formatted(qos, retain ? " retain" : "", SafeText.escape(topic), payload);
    }
}
