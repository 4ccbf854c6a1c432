package mqttlab.broker.journal;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journal's files: {@code 1.journal}, which needs no other, {@code 2.more}, which goes on from there, and so on; {@code
 * 3.new}, which does not count yet; and {@code lock}, which keeps other brokers away.
 */
final class Folder implements Closeable {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final String WHOLE = ".journal";
    private static final String MORE = ".more";
    private static final String NEW = ".new";

    private final Path path;
    private final FileChannel lock;
    /** Opened once: it must not depend on whether there are file descriptors left. */
    private final Optional<FileChannel> names;

    private Folder(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        // Windows can neither open a folder, nor has to.
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.names = posix ? Optional.of(FileChannel.open(path)) : Optional.empty();
    }

    /** @throws UnusableJournal if it cannot be used, or another broker uses it */
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
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // It is another broker in this very process.
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path first() {
        return path.resolve("1" + WHOLE);
    }

    /** What comes after this file. */
    Path next(Path file) {
        return path.resolve(number(file) + 1 + NEW);
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static boolean isWhole(Path file) {
        return file.toString().endsWith(WHOLE);
    }

    /** The files that count, in order. */
    List<Path> files() throws IOException {
        List<Path> files = found(WHOLE, MORE);
        int first = files.size() - 1;
        while (first >= 0 && !isWhole(files.get(first))) {
            long before = number(files.get(first)) - 1;
            if (first == 0 || number(files.get(first - 1)) != before) {
                throw new UnusableJournal(files.get(first), "goes on from file %d, which is missing. Restore that from a copy.",
                        before);
            }
            first--;
        }
        return files.subList(Math.max(0, first), files.size());
    }

    /** Older files do not count any more, nor do new ones. A crash may have left some. */
    void removeOthers() throws IOException {
        List<Path> needed = files();
        found(WHOLE, MORE, NEW).stream().filter(file -> !needed.contains(file)).forEach(this::remove);
    }

    /** If that is impossible now, the file takes up room for a while, and is still overlooked. */
    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} is not needed, and cannot be removed: {1}", file, e);
        }
    }

    private List<Path> found(String... endings) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{1,18}(" + String.join("|", endings) + ")"))
                    .sorted(Comparator.comparing(Folder::number)).toList();
        }
    }

    /**
     * The file goes on from the one before.
     *
     * @return its new name
     */
    Path makeMore(Path file) throws IOException {
        return rename(file, MORE);
    }

    /**
     * Everything that is still needed is in this file now.
     *
     * @return its new name
     */
    Path makeWhole(Path file) throws IOException {
        return rename(file, WHOLE);
    }

    private Path rename(Path file, String ending) throws IOException {
        Path renamed = path.resolve(number(file) + ending);
        Files.move(file, renamed, StandardCopyOption.ATOMIC_MOVE);
        force();
        return renamed;
    }

    /** The names of the files must survive a power failure, too. */
    void force() throws IOException {
        if (names.isPresent()) {
            names.get().force(true);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (names.isPresent()) {
                names.get().close();
            }
        } finally {
            lock.close();
        }
    }
}
