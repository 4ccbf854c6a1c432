package mqttlab.broker.journal;

/**
 * Something was changed only in part, or the journal has only a part of it. What is on the disk is whole, and more than that was
 * promised to nobody: only a new start, which reads it, can be relied on again.
 */
final class LostChange extends Error {

    private static final long serialVersionUID = 1;

    LostChange(Throwable cause) {
        super("A change could not be completed: " + cause + ". What was acknowledged is safe. Start the broker again.", cause);
    }
}
