package mqttlab.proofs.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.proofs.CheckoutFiles;
import mqttlab.proofs.Key;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Parts;

/** Everything that a test class depends on, as it is when the class begins. */
final class ClassKey {

    private static final Map<Class<?>, Optional<Key>> KEYS = new ConcurrentHashMap<>();

    private ClassKey() {
    }

    /** Empty when that cannot be said: outside a build, and without git. */
    static Optional<Key> of(Class<?> test) {
        return KEYS.computeIfAbsent(test, ClassKey::make);
    }

    private static Optional<Key> make(Class<?> test) {
        return Optional.ofNullable(System.getProperty("proofs.checkout")).flatMap(root -> make(test, Path.of(root)));
    }

    private static Optional<Key> make(Class<?> test, Path root) {
        try {
            List<String> reads = List.of(test.getAnnotation(ProvedOnce.class).reads());
            return Optional.of(new Parts("test class").text("name", test.getName())
                    .classPath("class path", System.getProperty("java.class.path")).machine()
                    .files("checkout", root, CheckoutFiles.of(root, reads)).key());
        } catch (IOException e) {
            Notes.ofThisBuild().problem(test.getSimpleName() + " is never answered by the store: " + e.getMessage());
            return Optional.empty();
        }
    }
}
