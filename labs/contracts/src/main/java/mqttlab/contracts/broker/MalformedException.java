package mqttlab.contracts.broker;

/** The standard does not allow these bytes, however many more of them come. A broker closes such a connection. */
public class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and with which byte */
    public MalformedException(String message) {
        super(message);
    }
}
