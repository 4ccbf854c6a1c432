package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.List;
import mqttlab.testkit.sandbox.SandboxChoice;
import picocli.CommandLine.Option;

/** What encloses the code of others. */
final class SandboxOption {

    @Option(names = "--sandbox", paramLabel = "KIND", defaultValue = "auto",
            description = "auto, bwrap or none (default: auto, bwrap if it works here): what encloses students' code.")
    private String sandbox;

    SandboxChoice choose(Path course) {
        return SandboxChoice.named(sandbox, secrets(course));
    }

    /** Whose files nobody else's code is to read. */
    static List<Path> secrets(Path course) {
        return List.of(course, Path.of(System.getProperty("user.home")));
    }
}
