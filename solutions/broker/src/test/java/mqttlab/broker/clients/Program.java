package mqttlab.broker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.testkit.Patience;

/** A client that is a program of this machine, running. Its lines, of both kinds, are kept. */
final class Program implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Program(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static Program start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Program(process);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(its output cannot be read: " + e.getMessage() + ")");
        }
    }

    /** What it has said until it ended by itself, which it must do with this status. */
    List<String> ended(int status) throws InterruptedException {
        List<String> all = ended();
        assertThat(process.exitValue()).as("its exit status; it said %s", all).isEqualTo(status);
        return all;
    }

    List<String> ended() throws InterruptedException {
        boolean ended = process.waitFor(Patience.usual().multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            reader.join(Patience.usual());
        }
        assertThat(ended).as("it ends; it said %s", lines).isTrue();
        return new ArrayList<>(lines);
    }

    boolean succeeds() throws InterruptedException {
        return process.waitFor(Patience.usual().toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    /** Without a DISCONNECT. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }

    /**
     * Goes on only where there is such a program. Where everything is promised, in CI and where Mosquitto in a container was
     * asked for, a missing one is a failure.
     */
    static String require(String name, String debianPackage) {
        return require(Stream.of(name).flatMap(Program::onPath).findFirst(), name, debianPackage);
    }

    static String require(Optional<String> found, String name, String debianPackage) {
        if (promised()) {
            assertThat(found).as("%s, which Debian's %s has", name, debianPackage).isPresent();
        }
        assumeTrue(found.isPresent(), "there is no %s on this machine; Debian's %s has it".formatted(name, debianPackage));
        return found.orElseThrow();
    }

    private static boolean promised() {
        return "true".equals(System.getenv("CI")) || "container".equals(System.getenv("LAB_BROKER"));
    }

    static Stream<String> onPath(String name) {
        return Stream.concat(Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(System.getenv("PATH")),
                        Stream.of("/usr/bin"))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .map(File::getPath);
    }
}
