package mqttlab.testkit.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What of this machine a process in a sandbox sees besides the system's libraries and the JDK, each at its own path.
 *
 * @param readable  files and folders; those that do not exist are left out
 * @param writable  folders that others see, too, such as what a program keeps over its restart
 * @param work      the folder that it works in: there it has an empty one, which is gone with it
 * @param processes how many processes and threads it may have
 */
public record View(List<Path> readable, List<Path> writable, Path work, int processes) {

    public View {
        readable = readable.stream().map(Path::toAbsolutePath).toList();
        writable = writable.stream().map(Path::toAbsolutePath).toList();
        work = work.toAbsolutePath();
    }
}
