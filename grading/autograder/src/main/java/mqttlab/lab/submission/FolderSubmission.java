package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A submission that is a folder. A symbolic link in it may stand for another of its files, but not lead out of it. */
record FolderSubmission(String student, Path folder) implements Submission {

    @Override
    public Submission named(String other) {
        return new FolderSubmission(other, folder);
    }

    @Override
    public Contents open() throws UnusableSubmission {
        return contents(folder, "");
    }

    /** @param within the folder inside of it that matters; empty for all */
    static Contents contents(Path folder, String within) throws UnusableSubmission {
        try {
            Path root = folder.toRealPath();
            return new Folder(root, Files.exists(root.resolve(within)) ? list(root, root.resolve(within)) : List.of());
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableSubmission("the folder cannot be read: " + e.getMessage());
        }
    }

    private static List<String> list(Path root, Path within) throws IOException, UnusableSubmission {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(within)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!Clutter.is(name) && isFile(root, file, name)) {
                    files.add(name);
                }
                if (files.size() > Contents.MOST_FILES) {
                    throw new UnusableSubmission("it has more than " + Contents.MOST_FILES + " files");
                }
            }
        }
        return files.stream().sorted().toList();
    }

    private static boolean isFile(Path root, Path file, String name) throws IOException, UnusableSubmission {
        if (!Files.isSymbolicLink(file)) {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        }
        Path real = Files.exists(file) ? file.toRealPath() : file.resolveSibling(Files.readSymbolicLink(file)).normalize();
        if (!real.startsWith(root)) {
            throw new UnusableSubmission("a symbolic link leads out of the submission: " + name);
        }
        return Files.isRegularFile(real);
    }

    private record Folder(Path root, List<String> files) implements Contents {

        @Override
        public byte[] read(String file, int maxBytes) throws UnusableSubmission {
            try (InputStream in = Files.newInputStream(root.resolve(file))) {
                return Capped.read(file, in, maxBytes);
            } catch (IOException e) {
                throw new UnusableSubmission(file + " cannot be read: " + e);
            }
        }

        @Override
        public void close() {
            // Nothing is held open between two reads.
        }
    }
}
