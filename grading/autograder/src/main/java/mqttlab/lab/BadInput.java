package mqttlab.lab;

/**
 * Something that a person gave the tool cannot be used: an argument, a lab.yaml, a marker. Its message is for that person: what
 * is wrong, where, and what would be right. Ends the tool with {@link ExitStatus#USAGE_OR_INFRASTRUCTURE}.
 */
public class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }
}
