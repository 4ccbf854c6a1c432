package mqttlab.proofs.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.proofs.GitFiles;
import mqttlab.proofs.Key;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Parts;

/** Everything that a test of this JVM depends on: its class path, the machine, and what it reads of the checkout. */
public final class TestKey {

    private static final Map<Class<?>, Optional<Key>> CLASSES = new ConcurrentHashMap<>();

    private TestKey() {
    }

    /** As it is when the class begins. */
    static Optional<Key> of(Class<?> test) {
        return CLASSES.computeIfAbsent(test, each ->
                of("test class", each.getName(), List.of(each.getAnnotation(ProvedOnce.class).reads()), ""));
    }

    /**
     * Empty when it cannot be said what the test depends on: outside a build, and without git.
     *
     * @param reads paths in the checkout, see {@link ProvedOnce#reads()}
     * @param more  what the test depends on, too
     */
    public static Optional<Key> of(String kind, String name, List<String> reads, String more) {
        return Optional.ofNullable(System.getProperty("proofs.checkout")).map(Path::of).flatMap(root -> {
            try {
                return Optional.of(new Parts(kind).text("name", name).text("more", more)
                        .classPath("class path", System.getProperty("java.class.path")).machine()
                        .files("checkout", root, GitFiles.of(root, reads)).key());
            } catch (IOException e) {
                Notes.ofThisBuild().problem(name + " is never answered by the store: " + e.getMessage());
                return Optional.empty();
            }
        });
    }
}
