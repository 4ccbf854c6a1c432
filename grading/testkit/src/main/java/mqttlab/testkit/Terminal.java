package mqttlab.testkit;

import java.util.Locale;
import java.util.Map;

/**
 * What the terminal can do. One that calls itself dumb, as in Emacs or on an old line, shows an escape sequence as it is, and
 * has no line that can be written over.
 */
public final class Terminal {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Terminal() {
    }

    /** Whether there is one, and a line on it can be written over. */
    public static boolean isThere() {
        return System.console() != null && understandsEscapes(System.getenv());
    }

    /** Windows has no such variable. */
    public static boolean understandsEscapes(Map<String, String> environment) {
        String name = environment.getOrDefault("TERM", "");
        return name.isEmpty() ? WINDOWS : !name.equals("dumb") && !name.equals("unknown");
    }
}
