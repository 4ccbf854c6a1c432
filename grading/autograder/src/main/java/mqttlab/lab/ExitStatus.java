package mqttlab.lab;

/** What the tool tells the shell. */
public final class ExitStatus {

    /** All points, all the same, all there. */
    public static final int GOOD = 0;
    /** A point was lost, or a starter differs. */
    public static final int SOMETHING_LOST = 1;
    /** The command was misspelt, or something that the tool needs is missing. It says nothing about anybody's code. */
    public static final int USAGE_OR_INFRASTRUCTURE = 2;

    private ExitStatus() {
    }
}
