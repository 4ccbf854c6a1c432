package mqttlab.lab.checkout;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of paths, such as {@code src/main/java/**}. */
public final class Globs {

    private final List<PathMatcher> matchers;

    public Globs(List<String> patterns) {
        this.matchers = patterns.stream().map(each -> FileSystems.getDefault().getPathMatcher("glob:" + each)).toList();
    }

    public static Globs of(String first, List<String> more) {
        return new Globs(Stream.concat(Stream.of(first), more.stream()).toList());
    }

    public boolean match(String file) {
        try {
            Path path = Path.of(file);
            return matchers.stream().anyMatch(each -> each.matches(path));
        } catch (InvalidPathException e) {
            // No file of this system can have that name.
            return false;
        }
    }
}
