package mqttlab.lab.submission;

/** A submission that cannot be graded, for a reason that its student can mend. The message says it in one line. */
public final class UnusableSubmission extends Exception {

    private static final long serialVersionUID = 1L;

    public UnusableSubmission(String message) {
        super(message);
    }
}
