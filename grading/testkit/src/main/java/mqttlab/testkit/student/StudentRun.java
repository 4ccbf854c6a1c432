package mqttlab.testkit.student;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The student's code, running. */
public interface StudentRun extends AutoCloseable {

    /**
     * A new object of the student's class for an interface of the contracts. Its methods throw what the contract declares;
     * anything else that happens in the student's code is thrown as a {@link StudentFault}.
     */
    <T> T create(Class<T> contract);

    /** Lets its code connect to a port of this machine. Where it has no network of its own, it can anyway. */
    default void openPort(int port) {
    }

    /** Its new connections to that port are refused, as where nobody listens. */
    default void shutPort(int port) {
    }

    /** What the student's code has printed, capped. */
    String output();

    /** Exceptions that ended one of the student's threads, or that left a callback of the MQTT client. */
    List<Failure> uncaught();

    /** Where its threads stand now, for a check that has waited in vain. */
    Stuck stuck();

    /**
     * Waits until no thread that the student's code has started keeps a program from ending, but not for longer, and gives the
     * names of those that still do. Where the code shares the suite's JVM, nobody can tell, and it gives none.
     */
    List<String> stillRunning(Duration patience);

    /** How long processors have worked for it so far; empty where nobody can tell. */
    Optional<Duration> processorTime();

    /** Whether no other run has been in its JVM before. */
    boolean isFresh();

    /** Ends it like {@link #close}, but lets a later run have its JVM. For runs in which nothing has gone wrong. */
    void release();

    @Override
    void close();
}
