package mqttlab.testkit.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;

/**
 * Cleans up after this JVM, whatever ends it: a small {@code sh} reads from a pipe that only this JVM holds, so that it
 * sees the end of the pipe even after a {@code kill -9}, and then does its work. It ignores the signals of a Ctrl-C,
 * which reach it too. Where there is no {@code sh}, on Windows, a shutdown hook does what it can.
 */
public final class Leash implements AutoCloseable {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    /** A line says "let go"; the end of the pipe says "we are dead". */
    private static final String WAIT = "trap '' INT TERM HUP; cd /; if read -r _; then exit 0; fi\n";

    /** The command takes the place of the shell, so that its process id, signals and exit status are its own. */
    private static final String TIE = """
            trap '' INT TERM HUP
            me=$$
            exec 3<&0
            ( read -r _ <&3 || { kill -CONT $me; kill -KILL $me; } ) >/dev/null 2>&1 &
            exec 3<&- </dev/null
            trap - INT TERM HUP
            exec "$@"
            """;

    private final Process shell;
    private final Thread hook;

    private Leash(Process shell, Thread hook) {
        this.shell = shell;
        this.hook = hook;
    }

    /**
     * When this JVM ends, runs the script with the arguments as {@code $1}, {@code $2}, …
     *
     * @param otherwise what a shutdown hook does where there is no {@code sh}
     */
    public static Leash thatRuns(Runnable otherwise, String script, String... arguments) {
        if (WINDOWS) {
            Thread hook = new Thread(otherwise, "mqttlab-clean-up");
            Runtime.getRuntime().addShutdownHook(hook);
            return new Leash(null, hook);
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", WAIT + script, "leash"));
        command.addAll(List.of(arguments));
        try {
            // Not our own output: whoever waits for the end of that must not wait for the leash.
            return new Leash(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start(), null);
        } catch (IOException e) {
            throw new InfrastructureException("Cannot start sh, which cleans up after us: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a command that dies with this JVM, even when it is stopped by SIGSTOP. Its standard input is empty; error
     * and output come together.
     */
    public static Process tied(List<String> command) throws IOException {
        return tied(command, JavaCommand::judgeAlike);
    }

    /** @param environment takes from its variables what it should not have */
    public static Process tied(List<String> command, Consumer<Map<String, String>> environment) throws IOException {
        if (WINDOWS) {
            Process process = start(command, environment);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "mqttlab-clean-up"));
            return process;
        }
        List<String> tied = new ArrayList<>(List.of("sh", "-c", TIE, "leash"));
        tied.addAll(command);
        return start(tied, environment);
    }

    private static Process start(List<String> command, Consumer<Map<String, String>> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        environment.accept(builder.environment());
        return builder.start();
    }

    /** Lets go: the work was done already, or is no longer wanted. */
    @Override
    public void close() {
        if (hook != null) {
            removeHook();
            return;
        }
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException e) {
            // The shell is gone already: nothing holds on to anything.
        }
        try {
            shell.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook is at work.
        }
    }
}
