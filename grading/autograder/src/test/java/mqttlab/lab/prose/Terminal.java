package mqttlab.lab.prose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A shell that runs a script, with stdout and stderr in one text, as somebody at a terminal sees them. */
final class Terminal implements AutoCloseable {

    /** A command of a page may wait for brokers and JVMs, on a machine that does other things, too. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final StringBuilder printed = new StringBuilder();
    private boolean ended;

    private Terminal(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** Maven is not to be found there: the build is one already. */
    static Terminal run(Path folder, String script, Path noMaven) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("PATH", noMaven + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LAB_BROKER", broker());
        return new Terminal(builder.start());
    }

    static String broker() {
        return Optional.ofNullable(System.getenv("LAB_BROKER")).orElse("embedded");
    }

    /** Nobody installs anything for the sake of a page, but where a broker is named, its clients are there, too. */
    static boolean mayLackPrograms() {
        return broker().equals("embedded") || broker().equals("auto");
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line + "\n");
            }
        } catch (IOException e) {
            add("(cannot be read: " + e.getMessage() + ")\n");
        } finally {
            lock.lock();
            try {
                ended = true;
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(String text) {
        lock.lock();
        try {
            printed.append(text);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for it to print this; gives what it has printed. */
    String await(Output output) {
        return await(output::matches, PATIENCE);
    }

    /** Waits until it has ended; gives all that it has printed. */
    String awaitEnd() {
        return await(text -> false, PATIENCE);
    }

    private String await(Predicate<String> enough, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!ended && left > 0 && !enough.test(printed.toString())) {
                left = grown.awaitNanos(left);
            }
            return printed.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** -1 when it has not ended. */
    int status() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
