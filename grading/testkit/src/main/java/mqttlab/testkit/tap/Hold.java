package mqttlab.testkit.tap;

import mqttlab.testkit.tap.FaultApplied.Fault;

/** Packets that a tap holds back, and what is behind them in the same direction, until they are released. */
public final class Hold {

    private final Trace trace;
    private final PacketMatch match;
    private final Rule rule;

    Hold(Trace trace, PacketMatch match, Rule rule) {
        this.trace = trace;
        this.match = match;
        this.rule = rule;
    }

    /** Waits until a packet is held. */
    public FaultApplied await() {
        return trace.await(Events.fault(Fault.HELD, match));
    }

    /** Lets go what is held; nothing is held again. */
    public void release() {
        rule.lift();
    }
}
