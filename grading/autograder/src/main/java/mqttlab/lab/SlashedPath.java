package mqttlab.lab;

import java.nio.file.Path;

/** A path as we write paths, on every system: with slashes. Where a backslash is a letter of a name, it stays one. */
public final class SlashedPath {

    private SlashedPath() {
    }

    public static String of(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
