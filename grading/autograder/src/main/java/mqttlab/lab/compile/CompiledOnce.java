package mqttlab.lab.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Scratch;

/**
 * A project whose classes are kept in a folder that is named by what they were made of: the same sources need not be compiled
 * again, and two checks at a time do not take each other's classes away. What the compiler complains about is not kept, so
 * that it complains each time.
 *
 * @param classes the folder; it is there once {@link #compile} has returned
 */
public record CompiledOnce(Project project, Path classes) {

    private static final String WITHOUT_COMPLAINT = ".complete";
    private static final Duration KEPT = Duration.ofDays(2);

    public static CompiledOnce of(Project project) {
        return new CompiledOnce(project, place(project).resolve("classes-" + digest(project)));
    }

    /** In a checkout that is somebody else's, classes go where this JVM puts what it forgets. */
    private static Path place(Project project) {
        Path place = project.classes().getParent();
        try {
            return Files.isWritable(Files.createDirectories(place)) ? place : Scratch.folder("classes");
        } catch (IOException e) {
            return Scratch.folder("classes");
        }
    }

    public Compilation compile() {
        if (Files.exists(classes.resolve(WITHOUT_COMPLAINT))) {
            return new Compilation(classes, List.of());
        }
        OutputFolder draft = OutputFolder.fresh(classes);
        Compilation compilation = project.compile(draft.path());
        try {
            if (compilation.problems().isEmpty()) {
                Files.createFile(draft.path().resolve(WITHOUT_COMPLAINT));
            }
            publish(draft.path());
            removeOld();
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + classes + ": " + e.getMessage(), e);
        }
        return new Compilation(classes, compilation.problems());
    }

    /**
     * If the folder is there, another check has made the same of the same sources and may be using it, or was interrupted when
     * it removed it. What takes its place is no different.
     */
    private void publish(Path draft) throws IOException {
        OutputFolder before = OutputFolder.fresh(classes);
        try {
            if (Files.isDirectory(classes)) {
                Files.move(classes, before.path().resolve("classes"));
            }
            Files.move(draft, classes);
        } catch (IOException e) {
            new OutputFolder(draft).deleteIfPossible();
            if (!Files.isDirectory(classes)) {
                throw e;
            }
        } finally {
            before.deleteIfPossible();
        }
    }

    /** A check, or a broker that has been running for hours, may still use what was made from other sources. */
    private void removeOld() throws IOException {
        Instant longAgo = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(classes.getParent(), "classes-*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(longAgo) && !folder.equals(classes)) {
                    // First, so that nobody takes for complete what is half gone.
                    Files.deleteIfExists(folder.resolve(WITHOUT_COMPLAINT));
                    new OutputFolder(folder).deleteIfPossible();
                }
            }
        }
    }

    /** Of all that goes into the compiler, and of the JVM that it runs in. */
    private static String digest(Project project) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(UTF_8));
            for (Path library : project.libraries()) {
                digest.update(Files.isDirectory(library) ? (library + " " + Files.getLastModifiedTime(library)).getBytes(UTF_8)
                        : Files.readAllBytes(library));
            }
            for (Path file : project.files()) {
                digest.update(project.folder().relativize(file).toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read the sources in " + project.folder() + ": " + e.getMessage(), e);
        }
    }
}
