package mqttlab.testkit.tap;

/** The beginning of a rule for new connections: {@code tap.whenConnecting().times(2).refuse()}. */
public final class WhenConnecting {

    private final Rules rules;
    private final int times;

    WhenConnecting(Rules rules, int times) {
        this.rules = rules;
        this.times = times;
    }

    public WhenConnecting once() {
        return times(1);
    }

    /** Only the next so many connections. */
    public WhenConnecting times(int next) {
        return new WhenConnecting(rules, next);
    }

    /** Accepts the TCP connection and closes it at once. */
    public Rule refuse() {
        return rules.add(times, Rules.Welcome.REFUSE);
    }

    /** Accepts the TCP connection, reads what comes and never answers: a broker that hangs. */
    public Rule beSilent() {
        return rules.add(times, Rules.Welcome.SILENCE);
    }
}
