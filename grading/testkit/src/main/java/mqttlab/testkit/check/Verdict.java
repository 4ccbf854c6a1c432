package mqttlab.testkit.check;

/** What becomes of a check. */
public enum Verdict {
    PASSED("passed"),
    /** The student's code did something else than what was expected. */
    FAILED("failed"),
    /** A call of the student's code did not return, or the check as a whole did not end. */
    TIMED_OUT("timed out"),
    /** The student's JVM ended, or an exception that nobody caught came before the failure. */
    CRASHED("crashed"),
    /** A check that this one depends on did not pass, or there was no time for it. */
    NOT_RUN("not run"),
    /** What the course itself needs is missing or broken: no fault of the student's. */
    INFRASTRUCTURE_ERROR("infrastructure error");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
