package mqttlab.proofs;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the proofs of a user are. */
final class Place {

    private Place() {
    }

    /** Empty when there are to be none. */
    static Optional<Path> of(Map<String, String> environment, String home) {
        String wanted = environment.getOrDefault("LAB_PROOFS", "");
        if (wanted.equals("off")) {
            return Optional.empty();
        }
        if (!wanted.isEmpty()) {
            return Optional.of(Path.of(wanted));
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        return Optional.of((caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches)).resolve("mqttlab/proofs"));
    }
}
