package mqttlab.testkit;

/**
 * Something that the course needs is missing or broken: no Docker, a broker that does not start, a full disk. It is never
 * a student's fault and never costs a point. Its message is one line for people: what happened, and what to do about it.
 */
public class InfrastructureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InfrastructureException(String message) {
        super(message);
    }

    public InfrastructureException(String message, Throwable cause) {
        super(message, cause);
    }
}
