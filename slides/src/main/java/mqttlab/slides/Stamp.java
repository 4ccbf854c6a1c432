package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.proofs.Key;

/** A file that says of what something was made, so that it need not be made again of the same. */
record Stamp(Path file) {

    boolean says(Key key) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(key.hash());
    }

    /** Once it is made. */
    void say(Key key) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, key.hash());
    }

    /** While it is being made: what is half done counts for nothing. */
    void withdraw() throws IOException {
        Files.deleteIfExists(file);
    }
}
