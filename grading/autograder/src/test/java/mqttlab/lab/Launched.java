package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher in a process of its own, with its output in files, and an environment that a test decides. */
final class Launched {

    private static final List<String> WHAT_A_SHELL_NEEDS = List.of("cat", "cksum", "dirname", "find", "git", "grep", "head",
            "locale", "mkdir", "mv", "readlink", "rm", "sed", "sh", "sleep", "sort", "tar", "touch");

    private final Path folder;
    private final String launcher;
    private final ProcessBuilder builder;
    private Process process;
    private Path out;
    private Path err;

    Launched(Path folder, String launcher) {
        this.folder = folder;
        this.launcher = launcher;
        this.builder = new ProcessBuilder().directory(folder.toFile());
    }

    Launched with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** What is typed; after it, the input ends. */
    Launched withKeys(String keys) throws IOException {
        builder.redirectInput(Files.writeString(Files.createTempFile(folder, "keys", ""), keys).toFile());
        return this;
    }

    /** With nothing on the PATH but what a system has without Java and Maven, and these. */
    Launched withPrograms(Path... others) throws IOException {
        Path system = folder.resolve("bin");
        if (!Files.exists(system)) {
            Files.createDirectories(system);
            for (String program : WHAT_A_SHELL_NEEDS) {
                Path there = Path.of(Files.exists(Path.of("/bin", program)) ? "/bin" : "/usr/bin", program);
                script(system.resolve(program), "exec " + there + " \"$@\"\n");
            }
        }
        List<String> path = new ArrayList<>(List.of(system.toString()));
        List.of(others).forEach(each -> path.add(each.toString()));
        builder.environment().keySet().removeIf(each -> each.startsWith("JAVA"));
        return with("PATH", String.join(":", path)).with("HOME", folder.toString());
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Launched start(String... arguments) throws IOException {
        out = Files.createTempFile(folder, "out", "");
        err = Files.createTempFile(folder, "err", "");
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        process = builder.command(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return this;
    }

    Ran finish() {
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the launcher ends").isTrue();
            return new Ran(process.exitValue(), out(), err());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroy();
        }
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
