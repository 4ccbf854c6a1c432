package mqttlab.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.proofs.Parts;

/**
 * The class path of the grader, and apart from it the classes of the suites: a change in the checks of one lab does not make the
 * verdicts on all others stale.
 *
 * @param others    all entries but one
 * @param suites    that one, a folder or the root of a jar
 * @param packages  of the checks, such as {@code mqttlab/suites/lab01/}
 */
record SuiteClasses(String others, Path suites, List<String> packages) {

    private static final String ALL = "mqttlab/suites";

    static SuiteClasses onThisClassPath(List<String> suites) {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
        Path found = entries.stream().filter(entry -> Files.exists(root(entry).resolve(ALL))).findFirst().orElseThrow();
        String others = String.join(File.pathSeparator,
                entries.stream().filter(entry -> !entry.equals(found)).map(Path::toString).toList());
        return new SuiteClasses(others, root(found), suites.stream().map(suite -> suite.replace('.', '/') + "/").toList());
    }

    private static Path root(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return entry;
        }
        try {
            FileSystem jar = FileSystems.newFileSystem(entry);
            return jar.getPath("/");
        } catch (IOException e) {
            throw new UncheckedIOException(entry + " cannot be read", e);
        }
    }

    /** Everything but the checks of other labs. */
    void addTo(Parts parts, String suite) {
        String own = suite.replace('.', '/') + "/";
        parts.classPath("class path", others).files("suites", suites, files().stream()
                .filter(file -> packages.stream().filter(each -> !each.equals(own))
                        .noneMatch(each -> name(file).startsWith(each)))
                .toList());
    }

    /** Other suites that the checks of this one name: they would have to be added, too. */
    List<String> leanedOn(String suite) {
        String own = suite.replace('.', '/') + "/";
        return packages.stream().filter(each -> !each.equals(own)).filter(each -> files().stream()
                .filter(file -> name(file).startsWith(own)).anyMatch(file -> text(file).contains(each))).toList();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(suites.resolve(ALL))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name(Path file) {
        return suites.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
