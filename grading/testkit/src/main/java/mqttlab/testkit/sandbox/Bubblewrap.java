package mqttlab.testkit.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A sandbox made by <a href="https://github.com/containers/bubblewrap">bubblewrap</a>: namespaces of its own for users,
 * processes, files, host name and System V messages, and one for the network, which not all kernels and containers allow.
 *
 * @param program    bwrap
 * @param prlimit    from util-linux; without it the number of processes has no bound
 * @param ownNetwork whether it has a network of its own, with nothing in it; else it has this machine's
 */
record Bubblewrap(Path program, Optional<Path> prlimit, boolean ownNetwork) implements Sandbox {

    private static final int NOBODY = 65534;
    /** Of /tmp, and of the folder that it works in. */
    static final int LARGEST_FOLDER = 64 << 20;

    /**
     * The bounds that children inherit: no core dumps, 16,384 open files, files of 64 MiB, 15 minutes of a processor's time. If
     * memory runs out, Linux is to end these before others. Not all shells know all of them.
     */
    private static final String BOUND = """
            for limit in '-c 0' '-n 16384' '-f 131072' '-t 900'; do ulimit $limit 2>/dev/null; done
            { echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
            exec "$@"
            """;
    private static final List<String> APART = List.of("--unshare-user", "--uid", "" + NOBODY, "--gid", "" + NOBODY,
            "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--new-session");

    /** Where distributions keep libraries; some of them are links into others. */
    private static final List<String> LIBRARIES = List.of("/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64");
    private static final List<Path> OTHER_LIBRARIES = NativeLibraries.ofThisJvm().stream()
            .filter(each -> LIBRARIES.stream().noneMatch(each::startsWith)).toList();
    /** How libraries and names of hosts are found, and what JDKs of Debian link to. */
    private static final List<String> CONFIGURATION = List.of("/etc/ld.so.cache", "/etc/ld-musl-x86_64.path", "/etc/hosts",
            "/etc/nsswitch.conf", "/etc/ssl/certs/java");

    /**
     * A process with {@code --die-with-parent} dies with the thread that has started it, not only with its process. This
     * one never ends.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("sandbox-starter").unstarted(task));

    /** Empty if there is no bwrap on the PATH. */
    static Optional<Bubblewrap> here() {
        return onPath("bwrap").map(program -> new Bubblewrap(program, onPath("prlimit"), true));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    Bubblewrap withThisNetwork() {
        return new Bubblewrap(program, prlimit, false);
    }

    @Override
    public boolean encloses() {
        return true;
    }

    @Override
    public Process start(ProcessBuilder builder, View view) throws IOException {
        builder.command(around(builder.command(), view));
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a sandbox was started", e);
        }
    }

    List<String> around(List<String> command, View view) throws IOException {
        List<String> whole = new ArrayList<>(List.of("sh", "-c", BOUND, "sandbox", program.toString()));
        whole.addAll(APART);
        if (ownNetwork) {
            whole.add("--unshare-net");
        }
        if (isRoot()) {
            whole.addAll(List.of("--cap-drop", "ALL"));
        }
        addSystem(whole);
        whole.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"));
        addFolder(whole, "/tmp");
        addFolder(whole, view.work().toString());
        view.readable().forEach(each -> bind(whole, "--ro-bind-try", each));
        view.writable().forEach(each -> bind(whole, "--bind", each));
        whole.addAll(List.of("--remount-ro", "/", "--chdir", view.work().toString(), "--"));
        prlimit.ifPresent(each -> whole.addAll(List.of(each.toString(), "--nproc=" + view.processes(), "--")));
        whole.addAll(command);
        return whole;
    }

    private void addSystem(List<String> command) throws IOException {
        for (String each : LIBRARIES) {
            Path folder = Path.of(each);
            if (Files.isSymbolicLink(folder)) {
                command.addAll(List.of("--symlink", Files.readSymbolicLink(folder).toString(), each));
            } else {
                bind(command, "--ro-bind-try", folder);
            }
        }
        CONFIGURATION.forEach(each -> bind(command, "--ro-bind-try", Path.of(each)));
        try (DirectoryStream<Path> ofJava = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            ofJava.forEach(each -> bind(command, "--ro-bind-try", each));
        }
        OTHER_LIBRARIES.forEach(each -> bind(command, "--ro-bind-try", each));
        bind(command, "--ro-bind", Path.of(System.getProperty("java.home")));
        prlimit.ifPresent(each -> bind(command, "--ro-bind", each));
    }

    private static void bind(List<String> command, String how, Path path) {
        command.addAll(List.of(how, path.toString(), path.toString()));
    }

    private static void addFolder(List<String> command, String path) {
        command.addAll(List.of("--size", "" + LARGEST_FOLDER, "--tmpfs", path));
    }

    /** Linux lets root have any number of processes, also where it is nobody within. */
    boolean boundsProcesses() {
        return prlimit.isPresent() && !isRoot();
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** bwrap would not pass a signal on. */
    @Override
    public void terminate(Process process) {
        program(process).ifPresentOrElse(ProcessHandle::destroy, process::destroy);
    }

    @Override
    public Stream<ProcessHandle> startedBy(Process process) {
        Optional<ProcessHandle> program = program(process);
        return within(process).stream().flatMap(ProcessHandle::descendants).filter(each -> !program.equals(Optional.of(each)));
    }

    /** The first process in the namespace is bwrap's own; its first child is what it was told to run. */
    private static Optional<ProcessHandle> program(Process process) {
        return within(process).flatMap(own -> own.children().min(ProcessHandle::compareTo));
    }

    private static Optional<ProcessHandle> within(Process process) {
        return process.children().findFirst();
    }
}
