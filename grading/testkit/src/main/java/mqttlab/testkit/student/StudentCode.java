package mqttlab.testkit.student;

/** A student's compiled code, and the way in which it is run. */
public interface StudentCode extends AutoCloseable {

    /** Says that so many runs are to be started soon, so many of them at once; what can be prepared for them is. */
    void expect(int runs, int atOnce);

    /** A new run, with classes of its own; perhaps in a JVM in which nothing has gone wrong so far. */
    StudentRun start();

    /** A new run in a new JVM, where the way of running has such a thing. */
    StudentRun startFresh();

    /** An empty folder that the code can write to, and finds again when it has been started anew. */
    default Folder folder() {
        return Folder.made();
    }

    @Override
    void close();
}
