package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * A part of the checkout that Maven builds, when it must.
 *
 * @param sources what it is made of, files and folders
 * @param built   a file that Maven makes, with the time at which its last build began
 */
public record MavenBuild(Path root, List<Path> sources, Path built) {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    /** What a module is made of. */
    public static Stream<Path> module(Path folder) {
        return Stream.of(folder.resolve("pom.xml"), folder.resolve("src/main"));
    }

    /**
     * Whether the sources are what it was built from. An update may be older than the last build, and a clock be wrong: dates
     * decide only where somebody has called Maven themselves.
     */
    public boolean isUpToDate() {
        if (!Files.exists(built)) {
            return false;
        }
        try {
            List<String> record = Files.exists(madeOf()) ? Files.readAllLines(madeOf()) : List.of();
            FileTime last = Files.getLastModifiedTime(built);
            return record.size() == 2 && record.getLast().equals(last.toString()) ? record.getFirst().equals(digest())
                    : all().noneMatch(source -> isNewer(source, last));
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + built + ": " + e.getMessage(), e);
        }
    }

    private Path madeOf() {
        return built.resolveSibling("made-of");
    }

    private Stream<Path> all() {
        return Stream.concat(Stream.of(root.resolve("pom.xml")), sources.stream()).filter(Files::exists);
    }

    private String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path source : (Iterable<Path>) all()::iterator) {
                try (Stream<Path> files = Files.walk(source)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update((root.relativize(file) + " " + Files.size(file)).getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static boolean isNewer(Path source, FileTime last) {
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
        try {
            forget();
            built(() -> maven(modules));
        } catch (IOException e) {
            throw new InfrastructureException("cannot build " + modules + ": " + e.getMessage(), e);
        }
    }

    /** What writes files. */
    interface Build {
        void run() throws IOException;
    }

    /** Remembers what it was built of. */
    void built(Build build) {
        try {
            // An edit while it is being built is not in it.
            String digest = digest();
            build.run();
            Files.write(madeOf(), List.of(digest, Files.getLastModifiedTime(built).toString()));
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + madeOf() + ": " + e.getMessage(), e);
        }
    }

    /** Maven goes by dates, too: what it has compiled before could seem to be newer than its source. */
    private void forget() throws IOException {
        for (Path source : sources) {
            if (source.endsWith("src/main")) {
                new OutputFolder(source.resolveSibling("../target/classes").normalize()).delete();
            }
        }
    }

    private void maven(String modules) {
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
