package mqttlab.lab.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The compiled broker after a stage, and its programs that run with the same settings for several claims. For any thread. */
final class BuiltStage implements AutoCloseable {

    private final Path classes;
    private final Path folder;
    private final Map<List<String>, StageProgram> running = new HashMap<>();

    /** @param folder for what its programs read and write */
    BuiltStage(Path classes, Path folder) {
        this.classes = classes;
        this.folder = folder;
    }

    /** One that is there already with these settings, or a new one. */
    synchronized StageProgram with(String... settings) throws IOException {
        StageProgram program = running.get(List.of(settings));
        if (program == null) {
            program = StageProgram.start(classes, settings);
            running.put(List.of(settings), program);
        }
        return program;
    }

    /** For a claim that ends it. */
    StageProgram start(String... settings) throws IOException {
        return StageProgram.start(classes, settings);
    }

    /** Written once: programs may be reading it. */
    synchronized Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? file : Files.writeString(file, content);
    }

    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "data");
    }

    @Override
    public void close() {
        running.values().forEach(StageProgram::close);
    }
}
