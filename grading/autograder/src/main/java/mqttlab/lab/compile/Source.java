package mqttlab.lab.compile;

import java.nio.file.Path;

/**
 * A source file.
 *
 * @param name what messages call it: its path relative to the lab, with slashes
 */
public record Source(String name, Path file) {
}
