package mqttlab.testkit.tap;

import java.time.Duration;

/**
 * The beginning of a rule: {@code tap.when(fromBroker(PUBACK)).once().delay(ofMillis(250))}. When several rules match a
 * packet, the one that was made first acts, and only that.
 */
public final class When {

    private final Tap tap;
    private final PacketMatch match;
    private final int times;

    When(Tap tap, PacketMatch match, int times) {
        this.tap = tap;
        this.match = match;
        this.times = times;
    }

    public When once() {
        return times(1);
    }

    /** Only the next so many packets that match. */
    public When times(int next) {
        return new When(tap, match, next);
    }

    /** The receiver never gets the packet. */
    public Rule drop() {
        return rule(new Action.Drop());
    }

    /** The receiver gets the packet twice, byte for byte; the DUP flag stays as it was. */
    public Rule duplicate() {
        return rule(new Action.Duplicate());
    }

    /**
     * The packet, and all behind it in the same direction, waits; what is behind it and matches then waits as long
     * again.
     */
    public Rule delay(Duration time) {
        return rule(new Action.Delay(time));
    }

    /** The packet, and all behind it in the same direction, waits until it is released. */
    public Hold hold() {
        return new Hold(tap.trace(), match, rule(new Action.HoldBack()));
    }

    /** Both sides lose the connection; the receiver never gets the packet. */
    public Rule cutBefore() {
        return rule(new Action.CutBefore());
    }

    /** The receiver gets the packet, then both sides lose the connection. */
    public Rule cutAfter() {
        return rule(new Action.CutAfter());
    }

    private Rule rule(Action action) {
        return tap.rules().add(match, times, action);
    }
}
