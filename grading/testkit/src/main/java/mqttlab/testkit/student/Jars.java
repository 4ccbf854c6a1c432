package mqttlab.testkit.student;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where a class was loaded from: a jar, or a folder in a build that has not packaged it yet. */
public final class Jars {

    private Jars() {
    }

    public static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path: " + type.getProtectionDomain().getCodeSource().getLocation(), e);
        }
    }
}
