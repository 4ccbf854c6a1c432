package mqttlab.lab.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;

/**
 * Where the grader runs, in case a hole lets an attack out of its sandbox: all files are read-only but those of one folder and of
 * empty ones in the place of /tmp, /var/tmp, /run and the home folder; there is no network, and no process of the machine's.
 *
 * @param folder what can be written
 */
record Cage(Path folder) {

    /** Seconds, in case the test itself is killed. */
    private static final String LONGEST = "1300";

    /** What is left is looked for when the command has ended, and what it has started has had ten seconds to end, too. */
    private static final String SCRIPT = """
            places() { find /tmp /var/tmp /dev/shm /run "$HOME" -xdev | sort; }
            others() {
                for process in /proc/[0-9]*; do
                    case ${process#/proc/} in 1 | $$) ;; *) { read -r name <"$process/comm" && echo "$name"; } 2>/dev/null ;; esac
                done
            }
            places >before
            "$@" >stdout 2>stderr </dev/null
            echo $? >status
            for again in $(seq 100); do
                others >processes
                [ -s processes ] || break
                sleep 0.1
            done
            places >after
            """;

    /** The test is not run where there can be no cage. Where the whole build is judged there must be one. */
    static void required() {
        String missing = missing();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(missing).as("what keeps hostile submissions from being tried").isEmpty();
        }
        assumeTrue(missing.isEmpty(), missing);
    }

    private static String missing() {
        try {
            List<String> within = List.of("bwrap", "--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc",
                    "true");
            Path folder = Files.createTempDirectory("cage");
            Process trial = new ProcessBuilder(new Cage(folder).around(within)).redirectErrorStream(true).start();
            String said = new String(trial.getInputStream().readAllBytes());
            Files.delete(folder);
            return trial.waitFor() == 0 ? "" : "no sandbox within a sandbox on this machine: " + said.strip();
        } catch (IOException e) {
            return "there is no bwrap, or no unshare, on the PATH: " + e.getMessage();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a command has left behind: its exit status, output, errors, and the processes and files that must not be there. */
    record Left(int status, String out, String err, List<String> processes, List<String> files, long seconds) {
    }

    /** @param limit minutes, after which all that runs in it is ended */
    Left run(List<String> command, int limit) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("sh", "-c", SCRIPT, "cage"));
        whole.addAll(command);
        long start = System.nanoTime();
        Process cage = new ProcessBuilder(around(whole)).redirectErrorStream(true).redirectOutput(file("cage").toFile()).start();
        try {
            assertThat(cage.waitFor(limit, TimeUnit.MINUTES)).as("grading ends").isTrue();
        } finally {
            cage.destroyForcibly().waitFor();
        }
        assertThat(file("status")).as(() -> text("cage")).exists();
        List<String> files = new ArrayList<>(Files.readAllLines(file("after")));
        files.removeAll(Files.readAllLines(file("before")));
        return new Left(Integer.parseInt(text("status").strip()), text("stdout"), text("stderr"),
                Files.readAllLines(file("processes")), files, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> around(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("timeout", "-k", "5", LONGEST, "unshare"));
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            whole.add("--map-root-user");
        }
        // The /proc of bwrap has covered parts, and Linux then allows no other within.
        whole.addAll(List.of("--pid", "--fork", "--kill-child", "--mount-proc", "bwrap", "--unshare-net", "--unshare-ipc",
                "--unshare-uts", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--dev", "/dev", "--bind", "/proc",
                "/proc", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp", "--tmpfs", "/run",
                "--tmpfs", System.getProperty("user.home")));
        Stream<String> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        Stream.concat(classPath, Stream.of(System.getProperty("java.home"), root().toString()))
                .filter(each -> !each.isEmpty() && Files.exists(Path.of(each)))
                .forEach(each -> whole.addAll(List.of("--ro-bind", each, each)));
        whole.addAll(List.of("--bind", folder.toString(), folder.toString(), "--chdir", folder.toString(), "--"));
        whole.addAll(command);
        return whole;
    }

    private static Path root() {
        return ThisCheckout.root();
    }
}
