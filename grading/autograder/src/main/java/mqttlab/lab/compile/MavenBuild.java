package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * A part of the checkout that Maven builds, when it must.
 *
 * @param sources what it is made of, files and folders
 * @param built   a file that has the time at which the last build began
 */
public record MavenBuild(Path root, List<Path> sources, Path built) {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    /** What a module is made of. */
    public static Stream<Path> module(Path folder) {
        return Stream.of(folder.resolve("pom.xml"), folder.resolve("src/main"));
    }

    /** Folders count, too: one is newer when a file in it has gone. */
    public boolean isUpToDate() {
        if (!Files.exists(built)) {
            return false;
        }
        try {
            FileTime last = Files.getLastModifiedTime(built);
            return Stream.concat(Stream.of(root.resolve("pom.xml")), sources.stream()).noneMatch(source -> isNewer(source, last));
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + built + ": " + e.getMessage(), e);
        }
    }

    private static boolean isNewer(Path source, FileTime last) {
        if (!Files.exists(source)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(source)) {
            for (Path each : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(each).compareTo(last) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    /** @param modules as Maven's option {@code -pl} wants them; what they need is built, too */
    public void run(String modules) {
        // Maven is a script, which Windows starts only by its full name.
        ProcessBuilder maven = new ProcessBuilder(WINDOWS ? "mvn.cmd" : "mvn", "-q", "-pl", modules, "-am", "package",
                "-Dmaven.test.skip=true").directory(root.toFile()).redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = maven.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new InfrastructureException("Maven cannot build " + modules + ":\n" + said.strip());
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot start mvn: " + e.getMessage() + ". Install Maven 3.8.7 or newer "
                    + "(https://maven.apache.org), then run the same command again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while Maven was building " + modules, e);
        }
    }
}
