package mqttlab.lab.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * A compiled program, to be run in a JVM of its own with this one's terminal.
 *
 * @param options for the JVM
 */
public record JavaProgram(Path classes, List<String> options, List<Path> libraries, String mainClass) {

    private static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    public JavaProgram(Path classes, List<Path> libraries, String mainClass) {
        this(classes, QUICK_TO_START, libraries, mainClass);
    }

    /** Runs it to its end, and gives its exit status. It is ended with this JVM, too. */
    public int run(List<String> arguments) {
        try {
            Process process = new ProcessBuilder(command(arguments)).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException e) {
            throw new InfrastructureException("cannot start a JVM for " + mainClass + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while " + mainClass + " was running", e);
        }
    }

    private List<String> command(List<String> arguments) {
        String classPath = Stream.concat(Stream.of(classes), libraries.stream())
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // The launcher has chosen the encoding of the terminal for the tool; the program writes to the same terminal.
        Stream.of("stdout.encoding", "stderr.encoding").filter(each -> System.getProperty(each) != null)
                .map(each -> "-D" + each + "=" + System.getProperty(each)).forEach(command::add);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
