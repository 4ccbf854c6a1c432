package mqttlab.testkit.student;

/** A student's compiled code, and the way in which it is run. */
public interface StudentCode extends AutoCloseable {

    /** A new run, which shares nothing with any other where the way of running allows that. */
    StudentRun start();

    @Override
    void close();
}
