package mqttlab.testkit.student;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the other side of a channel may say in one run, and how many of its calls may be under way: far more than any check
 * makes a student's code do, and too little to fill the memory of the grader.
 */
final class Allowance {

    private final int messages;
    private final long bytes;
    private final int callsAtOnce;
    private final AtomicInteger said = new AtomicInteger();
    private final AtomicLong length = new AtomicLong();
    private final AtomicInteger callsUnderWay = new AtomicInteger();

    /** What has been said is not acceptable. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        Exceeded(String what) {
            super(what);
        }
    }

    Allowance(int messages, long bytes, int callsAtOnce) {
        this.messages = messages;
        this.bytes = bytes;
        this.callsAtOnce = callsAtOnce;
    }

    /** A check floods a subscriber with 10,000 messages, and each may be handed over by a thread of its own. */
    static Allowance ofStudent() {
        return new Allowance(100_000, 64L * 1024 * 1024, 20_000);
    }

    /** For a side that hears only us. */
    static Allowance unlimited() {
        return new Allowance(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Before a message is read. */
    void message(int size) throws Exceeded {
        if (said.incrementAndGet() > messages) {
            throw new Exceeded("it sent the suite more than %,d calls and answers".formatted(messages));
        }
        if (length.addAndGet(size) > bytes) {
            throw new Exceeded("it sent the suite more than %,d bytes".formatted(bytes));
        }
    }

    void callBegins() throws Exceeded {
        if (callsUnderWay.incrementAndGet() > callsAtOnce) {
            throw new Exceeded("it made more than %,d calls to the suite at once".formatted(callsAtOnce));
        }
    }

    void callEnds() {
        callsUnderWay.decrementAndGet();
    }

    /** For another run in the same JVM. */
    void renew() {
        said.set(0);
        length.set(0);
    }
}
