package mqttlab.lab.submission;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.submission.OnDisk.Kind;

/** A submission that is a folder. A symbolic link in it is known, and not followed. */
record FolderSubmission(String student, Path folder) implements Submission {

    @Override
    public Submission named(String other) {
        return new FolderSubmission(other, folder);
    }

    @Override
    public Contents open() throws UnusableSubmission {
        try {
            Path root = OnDisk.submission(folder, Kind.FOLDER);
            Folder contents = list(root, "");
            return contents.isOneZip() ? new ZipSubmission(student, contents.onlyFile()).open() : contents;
        } catch (IOException e) {
            throw new UnusableSubmission("the folder cannot be read: " + OnDisk.why(e));
        }
    }

    /**
     * What is in a folder of our own.
     *
     * @param within the folder inside of it that matters
     */
    static Contents contents(Path folder, String within) throws UnusableSubmission {
        try {
            return list(folder.toRealPath(), within);
        } catch (IOException e) {
            throw new UnusableSubmission("the folder cannot be read: " + OnDisk.why(e));
        }
    }

    private static Folder list(Path root, String within) throws IOException, UnusableSubmission {
        Listing listing = new Listing(root, within);
        // Without an option, the walk follows no link: each is a file to it.
        Files.walkFileTree(root, listing);
        if (!listing.refusal.isEmpty()) {
            throw new UnusableSubmission(listing.refusal);
        }
        return new Folder(listing.files, listing.unread);
    }

    private static final class Listing extends SimpleFileVisitor<Path> {

        private final Path root;
        private final String within;
        private final Map<String, Path> files = new TreeMap<>();
        private final Map<String, String> unread = new TreeMap<>();
        private int seen;
        private String refusal = "";

        private Listing(Path root, String within) {
            this.root = root;
            this.within = within;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return found(folder, Kind.of(attributes));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return found(file, Kind.of(attributes));
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root)) {
                throw e;
            }
            return found(file, Kind.CLOSED);
        }

        private FileVisitResult found(Path path, Kind kind) {
            String name = SlashedPath.of(root.relativize(path));
            if (Clutter.is(name) || !isOfInterest(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            seen++;
            refusal = Contents.tooMuch(seen, name);
            switch (kind) {
                case FILE -> files.put(name, path);
                case FOLDER -> { }
                case LINK, OTHER, CLOSED -> unread.put(name, kind.toString());
            }
            return !refusal.isEmpty() ? FileVisitResult.TERMINATE
                    : kind == Kind.FOLDER ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        private boolean isOfInterest(String name) {
            return within.isEmpty() || name.isEmpty() || name.startsWith(within + "/") || (within + "/").startsWith(name + "/");
        }
    }

    private record Folder(Map<String, Path> paths, Map<String, String> unread) implements Contents {

        @Override
        public List<String> files() {
            return List.copyOf(paths.keySet());
        }

        Path onlyFile() {
            return paths.values().iterator().next();
        }

        @Override
        public byte[] read(String file, int maxBytes) throws UnusableSubmission {
            return OnDisk.read(paths.get(file), file, maxBytes);
        }

        @Override
        public void close() {
            // Nothing is held open between two reads.
        }
    }
}
