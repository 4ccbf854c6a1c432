package mqttlab.lab.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.WrittenText;
import mqttlab.testkit.broker.Scratch;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.sandbox.View;
import mqttlab.testkit.student.Jars;

/**
 * Where a compiler works. In a sandbox it sees itself, the libraries and a folder, and what it has compiled into that is moved to
 * where it is wanted.
 *
 * @param output the folder; empty where there is no sandbox, and it compiles to the right place at once
 */
record Place(Sandbox sandbox, List<Path> libraries, Optional<Path> output) {

    private static final int MOST_PROCESSES = 256;
    private static final List<Path> ITSELF = List.of(Jars.of(CompilerHost.class), Jars.of(WrittenText.class));

    static Place in(Sandbox sandbox, List<Path> libraries) {
        return sandbox.encloses()
                ? new Place(sandbox, libraries, Optional.of(Scratch.folder("compiler")))
                : new Place(sandbox, List.of(), Optional.empty());
    }

    /** Without a sandbox, any will do: each order says which libraries it is about. */
    boolean serves(Sandbox sandbox, List<Path> libraries) {
        return this.sandbox.equals(sandbox) && (!sandbox.encloses() || this.libraries.equals(libraries));
    }

    /** It has the compiler's classes, too: see {@code WarmUpCommand}. It is good for the tool's whole class path only. */
    Optional<String> archive() {
        return output.isPresent() ? Optional.empty() : Optional.ofNullable(System.getProperty("lab.archive"));
    }

    String classPath() {
        return output.isEmpty() ? System.getProperty("java.class.path")
                : ITSELF.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    Process start(ProcessBuilder builder) throws IOException {
        List<Path> readable = Stream.concat(ITSELF.stream(), libraries.stream()).toList();
        Path work = Path.of(System.getProperty("java.io.tmpdir"), "compiler");
        return sandbox.start(builder, new View(readable, output.stream().toList(), work, MOST_PROCESSES));
    }

    Order at(Order order) {
        return output.map(each -> new Order(order.libraries(), each, order.sources())).orElse(order);
    }

    /** Moves what was compiled to where it was to go. */
    void handOver(Order order) throws IOException {
        if (output.isPresent()) {
            try (Stream<Path> made = Files.walk(output.get())) {
                for (Path each : made.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
                    Path wanted = order.classes().resolve(output.get().relativize(each).toString());
                    Files.createDirectories(wanted.getParent());
                    Files.move(each, wanted, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            new OutputFolder(output.get()).empty();
        }
    }
}
