package mqttlab.lab05;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Lines of text in a file. A line that has been added is there when the file is read again, however the program has ended. */
final class Journal {

    private final Path file;

    /** @param file need not exist yet */
    Journal(Path file) {
        this.file = file;
    }

    /** All lines so far. If the program has ended in the middle of one, that one has never been there. */
    List<String> lines() {
        try {
            String text = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                cutOffAfter(whole);
            }
            return whole.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Touches only the end: if the file were emptied and written anew, a program that ends in between would lose everything. */
    private void cutOffAfter(String whole) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(whole.getBytes(UTF_8).length);
        }
    }

    /** @param line one line */
    void add(String line) {
        try {
            Files.write(file, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
