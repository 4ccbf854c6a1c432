package mqttlab.lab.compile;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return new ForegroundProgram(mainClass, command(arguments)).run();
    }

    private List<String> command(List<String> arguments) {
        String classPath = Stream.concat(Stream.of(classes), libraries.stream())
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(ForegroundProgram.java(options));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
