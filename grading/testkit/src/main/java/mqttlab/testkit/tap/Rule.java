package mqttlab.testkit.tap;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault in force at a tap, until it is used up or lifted. */
public final class Rule {

    static final int ALWAYS = Integer.MAX_VALUE;

    private final AtomicInteger left;
    private final Gate gate = new Gate();

    Rule(int times) {
        this.left = new AtomicInteger(times);
    }

    /** The fault ends: packets that it delays or holds at this moment go on at once, later ones pass. */
    public void lift() {
        left.set(0);
        gate.open();
    }

    /** Uses the rule up by one; false when there is nothing left of it. */
    boolean take() {
        return left.getAndUpdate(n -> n == ALWAYS || n == 0 ? n : n - 1) > 0;
    }

    Gate gate() {
        return gate;
    }
}
