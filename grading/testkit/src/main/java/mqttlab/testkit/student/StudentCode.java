package mqttlab.testkit.student;

/** A student's compiled code, and the way in which it is run. */
public interface StudentCode extends AutoCloseable {

    /** Says that so many runs are to be started soon; what can be prepared for them is. */
    void expect(int runs);

    /** A new run, which shares nothing with any other where the way of running allows that. */
    StudentRun start();

    @Override
    void close();
}
