package mqttlab.testkit;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * How long the grader waits for something that ought to happen. Nobody waits this long unless it does not happen, so
 * it can be generous. {@code -Dlab.patience=3} makes every wait three times as long, for a slow machine; a debugger
 * makes it a hundred times as long, so that a breakpoint in a student's class does not fail the check.
 */
public final class Patience {

    public static final String PROPERTY = "lab.patience";

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final boolean DEBUGGER = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.contains("jdwp"));

    private Patience() {
    }

    /** The patience for one awaited event: 5 s, stretched. */
    public static Duration usual() {
        return stretch(USUAL);
    }

    /** A wait of the caller's choosing, made as much longer as this run asks for. */
    public static Duration stretch(Duration wait) {
        return stretch(wait, System.getProperty(PROPERTY, "1"), DEBUGGER);
    }

    /** The same, but never shorter: for what takes a machine its time, however impatient the run is. */
    public static Duration atLeast(Duration wait) {
        return atLeast(wait, System.getProperty(PROPERTY, "1"), DEBUGGER);
    }

    static Duration atLeast(Duration wait, String factor, boolean debugger) {
        Duration stretched = stretch(wait, factor, debugger);
        return stretched.compareTo(wait) > 0 ? stretched : wait;
    }

    static Duration stretch(Duration wait, String factor, boolean debugger) {
        double times = parse(factor) * (debugger ? 100 : 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * times));
    }

    /** {@code 0.5 s}: the same in every language, as all of a failure's text. */
    public static String text(Duration wait) {
        return String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1000.0);
    }

    private static double parse(String factor) {
        try {
            double times = Double.parseDouble(factor);
            if (times > 0 && times <= 10_000) {
                return times;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the one message that says what is wanted
        }
        throw new InfrastructureException("-D%s=%s is not a factor: give a number above 0 and up to 10000, such as 2.5"
                .formatted(PROPERTY, factor));
    }
}
