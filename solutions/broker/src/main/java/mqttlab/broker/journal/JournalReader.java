package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import mqttlab.broker.session.Change;

/** Reads all files, twice: the first time judges them, and finds out for how long each message is needed. */
final class JournalReader {

    private JournalReader() {
    }

    /** @return where the last block ends; 0 if nothing was ever written to its file */
    static long read(List<Path> files, ChangeFormat format, Consumer<Change> replay) throws IOException {
        long end = 0;
        for (Path file : files) {
            try (BlockReader reader = new BlockReader(file, file.equals(files.getLast()))) {
                end = reader.read(format::survey);
                reader.judgeRest();
            }
        }
        for (Path file : files) {
            try (BlockReader reader = new BlockReader(file, file.equals(files.getLast()))) {
                reader.read(changes -> format.read(changes, replay));
            }
        }
        format.endReading();
        return end;
    }
}
