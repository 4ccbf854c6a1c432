package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.testkit.InfrastructureException;

/** A command of a recording while it runs. {@code lab} is the course tool of this build, and needs no launcher. */
final class Program {

    private static final int PATIENCE_SECONDS = 300;
    private static final List<String> ELSEWHERE = List.of("/usr/bin", "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin");

    private final String command;
    private final Process process;
    private final String until;
    private final CompletableFuture<String> printed;

    private Program(String command, Process process, String until) {
        this.command = command;
        this.process = process;
        this.until = until;
        this.printed = CompletableFuture.supplyAsync(this::read, reading -> Thread.ofPlatform().daemon().start(reading));
    }

    /**
     * @param broker the kind of broker that {@code lab} takes
     * @throws NotInstalled if there is no such program
     */
    static Program start(Path checkout, String broker, String command) throws NotInstalled {
        return start(checkout, checkout, broker, command, "");
    }

    /**
     * @param home  the checkout that {@code lab} works in
     * @param until if not empty, it is ended when it has printed a line with that
     */
    static Program start(Path checkout, Path home, String broker, String command, String until) throws NotInstalled {
        List<String> words = new ArrayList<>(Recording.words(command));
        if (words.getFirst().equals("lab") || words.getFirst().equals("./lab")) {
            words.removeFirst();
            words.addAll(0, List.of("-jar", checkout.resolve("grading/autograder/target/lab/lib/autograder.jar").toString()));
            words.addAll(0, ForegroundProgram.java(List.of("-Dlab.home=" + home, "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8", "-Xlog:disable", "-Xlog:all=error:stderr")));
        } else {
            words.set(0, onPath(words.getFirst()).findFirst().orElse(words.getFirst()));
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("LAB_BROKER", broker);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Program(command, process, until);
        } catch (IOException e) {
            throw new NotInstalled(words.getFirst());
        }
    }

    /** A machine may have several Pythons, and the module in one of them. */
    static String pythonWithPaho() throws NotInstalled {
        return onPath("python3").filter(Program::hasPaho).findFirst().orElseThrow(() -> new NotInstalled("Python with paho.mqtt"));
    }

    private static boolean hasPaho(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import paho.mqtt.client").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Also where Debian has Mosquitto, and its own Python: not everybody's path leads there. */
    private static Stream<String> onPath(String name) {
        return Stream.concat(Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(System.getenv("PATH")), ELSEWHERE.stream())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    private String read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            StringBuilder text = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                text.append(line).append('\n');
                if (!until.isEmpty() && line.contains(until)) {
                    process.destroy();
                    return text.toString();
                }
            }
            return text.toString();
        } catch (IOException e) {
            return "(its output was cut off: " + e.getMessage() + ")";
        }
    }

    /** What it has printed until its end. */
    String output(int status) {
        try {
            String output = printed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            boolean enough = !until.isEmpty() && output.contains(until);
            if (!enough && (process.waitFor() != status || !until.isEmpty())) {
                throw new InfrastructureException("%s ended with status %d instead of %d:%n%s"
                        .formatted(command, process.exitValue(), status, output));
            }
            return output;
        } catch (TimeoutException e) {
            process.destroy();
            throw new InfrastructureException("%s has not ended after %d s".formatted(command, PATIENCE_SECONDS), e);
        } catch (ExecutionException e) {
            throw new InfrastructureException(command + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while " + command + " was running", e);
        }
    }

    /** Whatever it has still to say. */
    void end() {
        process.destroy();
    }

    /** A program that this machine does not have. */
    static final class NotInstalled extends Exception {

        private static final long serialVersionUID = 1L;

        NotInstalled(String program) {
            super(program);
        }
    }
}
