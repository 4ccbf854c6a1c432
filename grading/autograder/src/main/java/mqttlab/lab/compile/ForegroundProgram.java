package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/** A program that gets this one's terminal, and ends with it. */
public record ForegroundProgram(String name, List<String> command) {

    /** The JVM of this tool, told of the terminal's encoding: the launcher has chosen it, and the program writes to the same one. */
    public static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of("stdout.encoding", "stderr.encoding").filter(each -> System.getProperty(each) != null)
                .map(each -> "-D" + each + "=" + System.getProperty(each)).forEach(command::add);
        return command;
    }

    /** Runs it to its end, and gives its exit status. */
    public int run() {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException e) {
            throw new InfrastructureException("cannot start a JVM for " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while " + name + " was running", e);
        }
    }
}
