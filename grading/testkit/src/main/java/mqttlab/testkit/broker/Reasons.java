package mqttlab.testkit.broker;

/** One line for people from a chain of exceptions. */
final class Reasons {

    private static final int LONGEST = 200;

    private Reasons() {
    }

    /** The innermost message: libraries wrap it in ever vaguer ones. */
    static String of(Throwable thrown) {
        String reason = thrown.toString();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                reason = t.getMessage();
            }
        }
        String line = reason.strip().lines().findFirst().orElse("no reason given");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
