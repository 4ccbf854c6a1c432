package mqttlab.broker.codec;

/** The quality of service of a message: what its receiver can rely on. */
public enum QoS {
    AT_MOST_ONCE, AT_LEAST_ONCE, EXACTLY_ONCE;

    private static final QoS[] ALL = values();

    /** @throws MalformedPacket if there is no such quality of service */
    public static QoS of(int bits) {
        if (bits > 2) {
            throw new MalformedPacket("a quality of service must be 0, 1 or 2, and was %d (section 4.3)", bits);
        }
        return ALL[bits];
    }

    /** A message is delivered with the lower of what it was published with and what was subscribed with. */
    public QoS atMost(QoS limit) {
        return compareTo(limit) <= 0 ? this : limit;
    }

    public QoS atLeast(QoS floor) {
        return compareTo(floor) >= 0 ? this : floor;
    }
}
