package mqttlab.contracts.market;

/** What a sender and a receiver of MQTT packets promise each other about a message: its quality of service. */
public enum Guarantee {

    /** QoS 0: the message comes once or not at all. */
    AT_MOST_ONCE,

    /** QoS 1: the message comes, perhaps several times. */
    AT_LEAST_ONCE,

    /** QoS 2: the message comes, and once. */
    EXACTLY_ONCE;

    /** The number that stands in packets. */
    public int qos() {
        return ordinal();
    }

    /** @param qos 0, 1 or 2 */
    public static Guarantee of(int qos) {
        return values()[qos];
    }
}
