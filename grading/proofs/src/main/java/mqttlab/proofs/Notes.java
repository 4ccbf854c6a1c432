package mqttlab.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What the last lines of a build have to say. Each module has a file of them, and each JVM that tests appends to it. The
 * build says where, in the system properties {@code proofs.notes} and {@code proofs.build}; where they are not set (in an
 * IDE) nothing is noted.
 */
public final class Notes {

    private static final Notes OF_THIS_BUILD = new Notes(Optional.ofNullable(System.getProperty("proofs.notes"))
            .map(folder -> file(Path.of(folder), System.getProperty("proofs.build"))));

    private final Optional<Path> file;

    Notes(Optional<Path> file) {
        this.file = file;
    }

    /** @param build when it began */
    static Path file(Path folder, String build) {
        return folder.resolve(build.replace(":", "") + ".txt");
    }

    public static Notes ofThisBuild() {
        return OF_THIS_BUILD;
    }

    /** Whether a build reads them, not somebody who wants to see one test run. */
    public boolean areRead() {
        return file.isPresent();
    }

    /**
     * It was proved, just now.
     *
     * @param kind of a thing, in the plural: "test classes", "mutants"
     */
    public void proved(String kind, String name) {
        add(Note.Kind.PROVED, kind, name);
    }

    /** The store answered for it. */
    public void known(String kind, String name) {
        add(Note.Kind.KNOWN, kind, name);
    }

    /** Not run, and why; also an assumption that does not hold. */
    public void notRun(String name, String reason) {
        add(Note.Kind.NOT_RUN, reason.replaceFirst("^(?:Assumption failed|not run): ", ""), name);
    }

    /** Wrong under load and right when it was alone. */
    public void flaky(String name, String whatHappened) {
        add(Note.Kind.FLAKY, name, whatHappened);
    }

    public void problem(String sentence) {
        add(Note.Kind.PROBLEM, "", sentence);
    }

    private void add(Note.Kind kind, String what, String text) {
        file.ifPresent(there -> append(there, new Note(kind, what, text).line()));
    }

    private static void append(Path file, String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
