package mqttlab.lab.compile;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.broker.Leash;

/** A program that gets this one's terminal, and ends with it. */
public record ForegroundProgram(String name, List<String> command) {

    /** For the end of a tool that was killed, and could not end its program. */
    private static final String KILL =
            "kill \"$1\"; for try in 1 2; do sleep 1; kill -0 \"$1\" || exit 0; done; kill -KILL \"$1\"";

    /** The beginning of a command: the JVM of this tool, with options. */
    public static List<String> java(List<String> options) {
        List<String> command = JavaCommand.start();
        command.addAll(options);
        // The launcher has chosen the encoding of the terminal for the tool; the program writes to the same terminal.
        Stream.of("stdout.encoding", "stderr.encoding").filter(each -> System.getProperty(each) != null)
                .map(each -> "-D" + each + "=" + System.getProperty(each)).forEach(command::add);
        return command;
    }

    /** Runs it to its end, and gives its exit status. */
    public int run() {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Leash leash = Leash.thatRuns(process::destroy, KILL, String.valueOf(process.pid()));
            int status = process.waitFor();
            leash.close();
            return status;
        } catch (IOException e) {
            throw new InfrastructureException("cannot start a JVM for " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while " + name + " was running", e);
        }
    }
}
