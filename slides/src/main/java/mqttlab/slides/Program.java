package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.student.Jars;

/** A command of a recording while it runs. {@code lab} is the course tool of this build, and needs no launcher. */
final class Program {

    private static final int PATIENCE_SECONDS = 300;

    private final String command;
    private final Process process;
    private final CompletableFuture<String> printed;

    private Program(String command, Process process) {
        this.command = command;
        this.process = process;
        this.printed = CompletableFuture.supplyAsync(this::read);
    }

    /**
     * @param home   the checkout that it works on
     * @param broker the kind of broker that {@code lab} takes
     * @throws NotInstalled if there is no such program
     */
    static Program start(Path home, String broker, String command) throws NotInstalled {
        List<String> words = new ArrayList<>(Recording.words(command));
        if (words.getFirst().equals("lab") || words.getFirst().equals("./lab")) {
            words.removeFirst();
            words.addAll(0, List.of("-cp", tool(), "mqttlab.lab.Main"));
            words.addAll(0, ForegroundProgram.java(List.of("-Dlab.home=" + home, "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8", "-Xlog:disable", "-Xlog:all=error:stderr")));
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("LAB_BROKER", broker);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Program(command, process);
        } catch (IOException e) {
            throw new NotInstalled(words.getFirst());
        }
    }

    /** The jar that {@code ./lab} starts, too; it names its libraries. With the whole class path, some would be there twice. */
    private static String tool() {
        Path jar = Jars.of(mqttlab.lab.Main.class);
        return Files.isRegularFile(jar) ? jar.toString() : System.getProperty("java.class.path");
    }

    private String read() {
        try {
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "(its output was cut off: " + e.getMessage() + ")";
        }
    }

    /** What it has printed until its end. */
    String output(int status) {
        try {
            String output = printed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (process.waitFor() != status) {
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

    /** A program that this machine does not have. */
    static final class NotInstalled extends Exception {

        private static final long serialVersionUID = 1L;

        NotInstalled(String program) {
            super(program);
        }
    }
}
