package mqttlab.contracts.broker;

/** The bytes are not what the standard allows, however many more of them come. On a connection, that is its end. */
public class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and with which byte */
    public MalformedException(String message) {
        super(message);
    }
}
