package mqttlab.lab.checkout;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of paths, such as {@code src/main/java/**}. One that begins with {@code !} takes away from what the others match. */
public final class Globs {

    private static final String NOT = "!";

    private final List<PathMatcher> matchers;
    private final List<PathMatcher> exceptions;

    public Globs(List<String> patterns) {
        this.matchers = patterns.stream().filter(each -> !each.startsWith(NOT)).map(Globs::matcher).toList();
        this.exceptions = patterns.stream().filter(each -> each.startsWith(NOT))
                .map(each -> matcher(each.substring(NOT.length()))).toList();
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    public static Globs of(String first, List<String> more) {
        return new Globs(Stream.concat(Stream.of(first), more.stream()).toList());
    }

    public boolean match(String file) {
        try {
            Path path = Path.of(file);
            return matchers.stream().anyMatch(each -> each.matches(path))
                    && exceptions.stream().noneMatch(each -> each.matches(path));
        } catch (InvalidPathException e) {
            // No file of this system can have that name.
            return false;
        }
    }
}
