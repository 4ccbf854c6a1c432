package mqttlab.testkit.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mqttlab.testkit.broker.Scratch;

/** A folder for the student's code, which is removed with all that it holds. */
record Folder(Path path) implements AutoCloseable {

    static Folder made() {
        return new Folder(Scratch.folder("folder"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        }
    }
}
