package mqttlab.testkit.mqtt;

/** One topic filter of a SUBSCRIBE with the QoS it asks for. */
public record TopicFilter(String filter, int qos) {

    @Override
    public String toString() {
        return SafeText.escape(filter) + " QoS " + qos;
    }
}
