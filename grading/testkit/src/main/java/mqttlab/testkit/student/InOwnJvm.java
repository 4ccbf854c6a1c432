package mqttlab.testkit.student;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a student's code in JVMs of its own, each new run in a new one. Where more runs are
 * expected, a spare JVM is started ahead.
 */
public final class InOwnJvm implements StudentCode {

    private final Path classes;
    private final List<Path> libraries;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<StudentJvm> spare;
    private int expected;
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
    public void expect(int runs) {
        lock.lock();
        try {
            expected = runs;
            prepareSpare();
        } finally {
            lock.unlock();
        }
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
            spare = null;
            expected--;
            prepareSpare();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void prepareSpare() {
        if (spare == null && expected > 0) {
            spare = launch();
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
                spare.thenAccept(StudentJvm::close).exceptionally(failed -> null).join();
            }
        } finally {
            lock.unlock();
        }
    }
}
