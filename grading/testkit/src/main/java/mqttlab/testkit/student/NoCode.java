package mqttlab.testkit.student;

/** For suites that judge a program on its socket: they call no code of a student's, and no JVM is started for any. */
public record NoCode() implements StudentCode {

    @Override
    public void expect(int runs, int atOnce) {
    }

    @Override
    public StudentRun start() {
        throw new IllegalStateException("this suite was to do without code to call");
    }

    @Override
    public StudentRun startFresh() {
        return start();
    }

    @Override
    public void close() {
    }
}
