package mqttlab.testkit.tap;

import java.util.List;
import mqttlab.testkit.failure.FailureKind;

/**
 * A trace did not hold what it should. The message is one or two lines; the history, as it was at that moment, is
 * rendered apart from it by {@link TraceText}, {@link TraceJson} and {@link TracePlantUml}.
 */
public final class TraceFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String expectation;
    private final String happened;
    private final transient Trace trace;
    private final transient List<TraceEvent> history;
    private final transient List<TraceEvent> concerned;

    public TraceFailure(FailureKind kind, String expectation, String happened, Trace trace, TraceEvent... concerned) {
        super("expected: %s%nbut: %s".formatted(expectation, happened));
        this.kind = kind;
        this.expectation = expectation;
        this.happened = happened;
        this.trace = trace;
        this.history = trace.events();
        this.concerned = List.of(concerned);
    }

    public FailureKind kind() {
        return kind;
    }

    /** What should have happened. */
    public String expectation() {
        return expectation;
    }

    /** What happened instead. */
    public String happened() {
        return happened;
    }

    /** The trace, which may have grown since. */
    public Trace trace() {
        return trace;
    }

    /** The events up to the failure. */
    public List<TraceEvent> history() {
        return history;
    }

    /** The events that the failure is about. */
    public List<TraceEvent> concerned() {
        return concerned;
    }
}
