package mqttlab.broker;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says what nobody has caught. After an exception, the thread alone ends. After an error, nobody knows what was left half done,
 * and the process ends as it would by kill -9: what was acknowledged is in the journal.
 */
final class LastWords {

    /** As the JVM does by itself when memory runs out. */
    static final int STATUS = 3;

    private LastWords() {
    }

    static void use(Logger log) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            try {
                log.log(thrown instanceof Error ? Level.SEVERE : Level.WARNING, say(thrown));
            } finally {
                if (thrown instanceof Error) {
                    Runtime.getRuntime().halt(STATUS);
                }
            }
        });
    }

    private static String say(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String said = thrown + (trace.length == 0 ? "" : ", at " + trace[0]);
        return (thrown instanceof Error ? "The broker ends: " : "Something has ended that should not have: ") + said;
    }
}
