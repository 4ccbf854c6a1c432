package mqttlab.suites.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import org.junit.platform.commons.support.ReflectionSupport;

/** The stages of the broker that there are checks for, in their order. */
final class Stages {

    private static final String PACKAGE = "mqttlab.suites.broker";

    private Stages() {
    }

    /** Such as {@code stage03}. */
    static List<String> all() {
        return ReflectionSupport
                .findAllClassesInPackage(PACKAGE, type -> type.isAnnotationPresent(CheckSuite.class), name -> true)
                .stream().map(type -> type.getPackageName().substring(PACKAGE.length() + 1)).distinct().sorted().toList();
    }

    /** Those whose checks speak MQTT to a broker, as their manifests say. */
    static List<String> onTheWire() {
        List<String> manifests = manifests();
        return all().stream().filter(stage -> manifests.stream().anyMatch(manifest ->
                manifest.contains("\nkind: broker\n") && manifest.contains("\nsuite: " + packageOf(stage) + "\n"))).toList();
    }

    /** Maven runs tests in the folder of their module, an IDE perhaps in the root. */
    private static List<String> manifests() {
        Path stages = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(each -> each.resolve("broker-from-scratch/stages")).filter(Files::isDirectory).findFirst().orElseThrow();
        try (Stream<Path> files = Files.list(stages)) {
            return files.filter(each -> each.toString().endsWith(".yaml")).map(Stages::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String packageOf(String stage) {
        return PACKAGE + "." + stage;
    }
}
