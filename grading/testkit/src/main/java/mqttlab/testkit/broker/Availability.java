package mqttlab.testkit.broker;

/**
 * Whether this machine can run one kind of broker.
 *
 * @param detail the version that was found, or what is missing
 * @param advice what to do to get it; empty when it is there
 */
public record Availability(BrokerKind kind, boolean available, String detail, String advice) {

    static Availability found(BrokerKind kind, String detail) {
        return new Availability(kind, true, detail, "");
    }

    static Availability missing(BrokerKind kind, String detail, String advice) {
        return new Availability(kind, false, detail, advice);
    }
}
