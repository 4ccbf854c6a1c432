package mqttlab.bench.load;

/** A broker did what no load can go on with: it refused, closed a connection, or fell silent. Spoils the measurement. */
public class BrokenLoad extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenLoad(String message) {
        super(message);
    }

    public BrokenLoad(String message, Throwable cause) {
        super(message, cause);
    }
}
