package mqttlab.contracts.news;

/** The broker cannot be reached, does not answer, or has ended the connection. */
public class BrokerUnavailableException extends Exception {

    /** How long a client waits for an answer of the broker before it gives up, in seconds. */
    public static final int PATIENCE_SECONDS = 2;

    private static final long serialVersionUID = 1L;

    public BrokerUnavailableException(String message) {
        super(message);
    }

    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
