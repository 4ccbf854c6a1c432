package mqttlab.suites.lab01;

import java.time.Duration;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.tap.Trace;

/** Calls of the student's code that are to end with a {@link BrokerUnavailableException}. */
record Unavailable(Trace trace, String call) {

    private static final Duration CONTRACT = Duration.ofSeconds(BrokerUnavailableException.PATIENCE_SECONDS);
    /** So much sooner is too soon, whatever the clocks say. */
    private static final Duration TOO_SOON = CONTRACT.minusMillis(200);
    /** So much later may be due to a busy machine, but then not each time. */
    private static final Duration TOO_LATE = CONTRACT.plusMillis(900);
    /** So much later is not due to the machine. */
    private static final Duration FAR_TOO_LATE = CONTRACT.multipliedBy(2);
    private static final int ATTEMPTS = 3;

    /** What comes before a call, and takes time of its own. */
    @FunctionalInterface
    interface Preparation {
        Call prepare() throws BrokerUnavailableException;
    }

    /** What the library has thrown says why, such as that nobody listens. */
    void expectWithCause(Call code) {
        expect(() -> {
            try {
                code.make();
            } catch (BrokerUnavailableException e) {
                trace.require(StudentFault.hasCause(e),
                        "a BrokerUnavailableException of %s, caused by Paho's exception".formatted(call),
                        "it has no cause, only the message \"%s\"".formatted(e.getMessage()));
                throw e;
            }
        });
    }

    /** Gives the time that the call took. */
    Duration expect(Call code) {
        long start = System.nanoTime();
        try {
            code.make();
        } catch (BrokerUnavailableException expected) {
            return Duration.ofNanos(System.nanoTime() - start);
        }
        throw trace.failure(call + " ends with a BrokerUnavailableException", "it returned as if all were well");
    }

    /** Not later than the contract says: what tells the code that it is in vain comes at once. */
    void expectInTime(Preparation attempt) throws BrokerUnavailableException {
        Duration took = expect(attempt.prepare());
        for (int i = 1; i < ATTEMPTS && took.compareTo(TOO_LATE) > 0 && took.compareTo(FAR_TOO_LATE) < 0; i++) {
            took = expect(attempt.prepare());
        }
        trace.require(took.compareTo(TOO_LATE) <= 0,
                "a BrokerUnavailableException of %s within %d seconds".formatted(call, CONTRACT.toSeconds()),
                "it came after " + took.toMillis() + " ms");
    }

    /** After as many seconds as the contract says, and neither sooner nor later. */
    void expectAfterPatience(Preparation attempt) throws BrokerUnavailableException {
        Duration took = expect(attempt.prepare());
        for (int i = 1; i < ATTEMPTS && took.compareTo(TOO_LATE) > 0 && took.compareTo(FAR_TOO_LATE) < 0; i++) {
            took = expect(attempt.prepare());
        }
        trace.require(took.compareTo(TOO_SOON) >= 0 && took.compareTo(TOO_LATE) <= 0,
                "a BrokerUnavailableException of %s after %d seconds without an answer".formatted(call, CONTRACT.toSeconds()),
                "it came after " + took.toMillis() + " ms");
    }
}
