package mqttlab.testkit.student;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a student's code in JVMs of its own, each new run in a new one. A spare JVM is started ahead, so that a check does not
 * wait for the next start.
 */
public final class InOwnJvm implements StudentCode {

    private final Path classes;
    private final List<Path> libraries;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<StudentJvm> spare;
    private boolean closed;

    /**
     * @param classes   the folder of the student's classes, and of the {@code META-INF/services} that name them
     * @param libraries what the student's code may use at run time: the contracts and the libraries of the course
     */
    public InOwnJvm(Path classes, List<Path> libraries) {
        this.classes = classes;
        this.libraries = List.copyOf(libraries);
    }

    @Override
    public StudentRun start() {
        return take().join();
    }

    private CompletableFuture<StudentJvm> take() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            CompletableFuture<StudentJvm> next = spare == null ? launch() : spare;
            spare = launch();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the first JVM already, while there is something else to wait for. */
    public void warmUp() {
        lock.lock();
        try {
            if (spare == null) {
                spare = launch();
            }
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<StudentJvm> launch() {
        CompletableFuture<StudentJvm> started = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                started.complete(new StudentJvm(StudentProcess.start(classes, libraries)));
            } catch (RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (spare != null) {
                spare.thenAccept(StudentJvm::close);
                spare.exceptionally(e -> null).join();
            }
        } finally {
            lock.unlock();
        }
    }
}
