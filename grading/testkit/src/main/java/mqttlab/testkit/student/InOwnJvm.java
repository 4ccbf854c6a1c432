package mqttlab.testkit.student;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * Runs a student's code in JVMs of its own. A JVM in which nothing has gone wrong is used again, with the student's classes
 * loaded anew: starting one costs ten times as much as most checks. Where more runs are expected, spares are started ahead.
 */
public final class InOwnJvm implements StudentCode {

    /** More would take the processors from the check that waits for the first of them. */
    private static final int STARTING_AT_ONCE = 2;

    private final Path classes;
    private final List<Path> libraries;
    private final Sandbox sandbox;
    /** Seen by each of the JVMs, where they would not see others. */
    private final Optional<Folder> folders;
    private final Making making;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<StudentJvm> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<StudentJvm>> spares = new ArrayDeque<>();
    private int starting;
    private int inUse;
    private int expected;
    private int atOnce = 1;
    private boolean closed;

    /**
     * @param classes   the folder of the student's classes, and of the {@code META-INF/services} that name them
     * @param libraries what the student's code may use at run time: the contracts and the libraries of the course
     */
    public InOwnJvm(Path classes, List<Path> libraries) {
        this(classes, libraries, Sandbox.NONE);
    }

    /** @param sandbox which the code cannot leave; what is to be seen there exists when this is made */
    public InOwnJvm(Path classes, List<Path> libraries, Sandbox sandbox) {
        this(classes, libraries, sandbox, new Making());
    }

    InOwnJvm(Path classes, List<Path> libraries, Sandbox sandbox, Making making) {
        this.classes = classes;
        this.libraries = List.copyOf(libraries);
        this.sandbox = sandbox;
        this.making = making;
        this.folders = sandbox.encloses() ? Optional.of(Folder.made()) : Optional.empty();
    }

    @Override
    public Folder folder() {
        return folders.map(Folder::another).orElseGet(Folder::made);
    }

    @Override
    public void expect(int runs, int atOnce) {
        lock.lock();
        try {
            this.expected = runs;
            this.atOnce = atOnce;
            prepareSpares();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public StudentRun start() {
        return take(true).join();
    }

    @Override
    public StudentRun startFresh() {
        return take(false).join();
    }

    private CompletableFuture<StudentJvm> take(boolean mayBeUsed) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            inUse++;
            expected--;
            if (mayBeUsed && !idle.isEmpty()) {
                return CompletableFuture.completedFuture(idle.pop());
            }
            CompletableFuture<StudentJvm> next = spares.isEmpty() ? launch() : spares.pop();
            prepareSpares();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void prepareSpares() {
        int wanted = Math.min(expected, atOnce - inUse) - idle.size();
        while (spares.size() < wanted && starting < STARTING_AT_ONCE) {
            spares.add(launch());
        }
    }

    private CompletableFuture<StudentJvm> launch() {
        CompletableFuture<StudentJvm> started = new CompletableFuture<>();
        starting++;
        Thread.ofVirtual().start(() -> {
            try {
                started.complete(new StudentJvm(StudentProcess.start(classes, libraries, sandbox, folders.map(Folder::path)),
                        making, this::giveBack));
            } catch (RuntimeException | Error e) {
                started.completeExceptionally(e);
            } finally {
                launched();
            }
        });
        return started;
    }

    private void launched() {
        lock.lock();
        try {
            starting--;
            if (!closed) {
                prepareSpares();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @param again whether the JVM can be used again; if not, it has been ended */
    private void giveBack(StudentJvm jvm, boolean again) {
        lock.lock();
        try {
            inUse--;
            if (again && !closed) {
                idle.push(jvm);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            // All at once, since each takes a moment to be gone.
            idle.forEach(StudentJvm::kill);
            idle.forEach(StudentJvm::end);
            spares.forEach(spare -> spare.thenAccept(StudentJvm::end).exceptionally(failed -> null).join());
            folders.ifPresent(Folder::close);
        } finally {
            lock.unlock();
        }
    }
}
