package mqttlab.broker.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The journal's files: {@code 1.journal}, {@code 2.journal} and so on, of which {@code first} says where the history begins,
 * and {@code lock}, which keeps other brokers away.
 */
final class Folder implements Closeable {

    private static final String SUFFIX = ".journal";

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws UnusableJournal if it cannot be used, or another broker does */
    static Folder open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new UnusableJournal(path, "another broker uses this folder. Stop it, or give this one another folder.");
            }
            return new Folder(path, channel);
        } catch (IOException e) {
            throw new UnusableJournal(path, "cannot be used as the broker's folder: %s. It must be one that can be written.", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            // Held until the channel is closed, or the process ends, however it does.
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            // It is another broker in this very process.
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path segment(long number) {
        return path.resolve(number + SUFFIX);
    }

    /** The files that count, in order. Those before are removed: a crash may have come before that was done. */
    List<Long> segments() throws IOException {
        long first = first();
        List<Long> found = found();
        for (long number : found) {
            if (number < first) {
                Files.delete(segment(number));
            }
        }
        List<Long> needed = found.stream().filter(number -> number >= first).toList();
        long last = needed.isEmpty() ? first : needed.getLast();
        boolean brandNew = needed.isEmpty() && first == 1;
        if (!brandNew && !needed.equals(LongStream.rangeClosed(first, last).boxed().toList())) {
            throw new UnusableJournal(path, "files are missing: there must be all from %s to %s. Restore them from a copy.",
                    segment(first).getFileName(), segment(last).getFileName());
        }
        return needed;
    }

    private List<Long> found() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}" + SUFFIX))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted().toList();
        }
    }

    private long first() throws IOException {
        Path file = path.resolve("first");
        if (Files.notExists(file)) {
            return 1;
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new UnusableJournal(file, "must hold the number of a file, and holds \"%s\". Restore it from a copy.", text);
        }
        return Long.parseLong(text);
    }

    /** From now on the history begins with this file, whatever happens. */
    void beginWith(long number) throws IOException {
        Path next = path.resolve("first.next");
        Files.writeString(next, number + "\n");
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(next, path.resolve("first"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force();
        segments();
    }

    /** The names of the files are to survive a power failure, too. */
    void force() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // Windows can neither open a folder, nor has to.
            return;
        }
        try (FileChannel names = FileChannel.open(path)) {
            names.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
