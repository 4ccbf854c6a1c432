package mqttlab.lab.submission;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The only way to what somebody else has put on this disk. No link is followed, be it the last step of a path or one on the
 * way: what is opened lies where its path says. Nothing is opened but plain files, as a pipe would wait for its writer for
 * ever; and what a file claims to be long is not believed.
 */
final class OnDisk {

    /** What a path leads to, if no link is followed. */
    enum Kind {

        FILE("a file"), FOLDER("a folder"), LINK("a symbolic link, and none is followed"),
        OTHER("neither a file nor a folder"), CLOSED("unreadable");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        static Kind of(Path path) throws IOException {
            return of(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
        }

        static Kind of(BasicFileAttributes found) {
            // A junction of Windows calls itself a folder, and something else, too.
            if (found.isSymbolicLink() || found.isDirectory() && found.isOther()) {
                return LINK;
            }
            return found.isDirectory() ? FOLDER : found.isRegularFile() ? FILE : OTHER;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private OnDisk() {
    }

    /**
     * A submission, where it lies. The folder of the class is the instructor's, and may be linked.
     *
     * @return its path, without a link in it
     */
    static Path submission(Path given, Kind wanted) throws IOException, UnusableSubmission {
        Path path = given.toAbsolutePath().getParent().toRealPath().resolve(given.getFileName());
        Kind kind = Kind.of(path);
        if (kind != wanted) {
            throw new UnusableSubmission("the submission is " + kind);
        }
        return path;
    }

    /** @param called how its owner calls it */
    static byte[] read(Path file, String called, int maxBytes) throws UnusableSubmission {
        try {
            if (Kind.of(file) != Kind.FILE || !file.toRealPath().equals(file.toRealPath(NOFOLLOW_LINKS))) {
                throw new UnusableSubmission(called + " is not where it was: there is a symbolic link in its place");
            }
            try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
                return read(in, called, maxBytes);
            }
        } catch (IOException e) {
            throw new UnusableSubmission(called + " cannot be read: " + why(e));
        }
    }

    static byte[] read(InputStream in, String called, int maxBytes) throws IOException, UnusableSubmission {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new UnusableSubmission(called + " is longer than " + maxBytes / 1024 + " KiB");
        }
        return bytes;
    }

    /** Without the path: it is one of the instructor's, which says nothing to the student. */
    static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException gone -> "it is gone";
            default -> e.getClass().getSimpleName();
        };
    }
}
