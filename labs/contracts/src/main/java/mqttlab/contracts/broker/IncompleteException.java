package mqttlab.contracts.broker;

/** The bytes are good so far, but there are too few of them: a stream would bring the rest. */
public class IncompleteException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and with which byte */
    public IncompleteException(String message) {
        super(message);
    }
}
