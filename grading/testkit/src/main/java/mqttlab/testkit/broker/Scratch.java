package mqttlab.testkit.broker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.testkit.InfrastructureException;

/**
 * The one temporary folder of this JVM, with a folder for each broker and each student's JVM inside. It goes when the JVM goes.
 */
public final class Scratch {

    // A broker that was killed just now may still have been writing: hence more than one try.
    private static final String REMOVE = "for try in 1 2 3 4 5; do rm -rf \"$1\" && exit 0; sleep 1; done";

    /** Short names: what a socket is called may not be longer than a hundred bytes. Nobody else gets into the root. */
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static Path root;

    private Scratch() {
    }

    public static Path folder(String what) {
        try {
            return Files.createDirectory(root().resolve(what + "-" + COUNT.incrementAndGet()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    public static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The leash removes what is left when this JVM ends.
        }
    }

    /** Not a constant: where it cannot be made, each who asks must hear why. */
    private static Path root() {
        LOCK.lock();
        try {
            root = root == null ? create() : root;
            return root;
        } finally {
            LOCK.unlock();
        }
    }

    private static Path create() {
        try {
            Path root = Files.createTempDirectory("mqttlab-");
            // Never closed: it does its work when this JVM is gone.
            Leash.thatRuns(() -> remove(root), REMOVE, root.toString());
            return root;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static InfrastructureException cannotWrite(IOException e) {
        return new InfrastructureException("Cannot write to the folder for temporary files, "
                + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
    }
}
