package mqttlab.testkit.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.student.Folder;
import mqttlab.testkit.student.Jars;

/** Attacks from within a sandbox, and what came of them. */
final class Trial {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
    private static final int MOST_PROCESSES = 200;
    private static final int MOST_FILES = 20;
    private static final String LIFE = "life";

    private final Sandbox sandbox;
    private final List<Path> secrets;

    /** @param secrets folders whose files are to be out of reach */
    Trial(Sandbox sandbox, List<Path> secrets) {
        this.sandbox = sandbox;
        this.secrets = secrets;
    }

    /** Which of the attacks are contained. @throws IOException if nothing can be run in the sandbox, with what it says */
    Map<Attack, Boolean> of(Collection<Attack> attacks) throws IOException {
        Map<Attack, Boolean> contained = new TreeMap<>();
        List<Attack> quick = attacks.stream().filter(Attack.QUICK::contains).toList();
        try (Folder folder = Folder.made(); Machine machine = Machine.listening();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(folder.path().resolve(LIFE)));
            Files.writeString(folder.path().resolve("secret"), "of another submission");
            if (!quick.isEmpty()) {
                contained.putAll(tried(quick, folder.path(), machine, server));
            }
            for (Attack each : EnumSet.complementOf(EnumSet.copyOf(Attack.QUICK))) {
                if (attacks.contains(each)) {
                    contained.putAll(tried(List.of(each), folder.path(), machine, server));
                }
            }
        }
        return contained;
    }

    private Map<Attack, Boolean> tried(List<Attack> attacks, Path folder, Machine machine, ServerSocketChannel server)
            throws IOException {
        String mark = "lab-trial-" + UUID.randomUUID();
        List<Path> folders = Stream.concat(Stream.of(folder, folder.getParent()), secrets.stream()).toList();
        View view = new View(List.of(Jars.of(Attacker.class), folder.resolve(LIFE)), List.of(), folder.resolve("work"),
                MOST_PROCESSES);
        Files.createDirectories(view.work());
        ProcessBuilder builder = new ProcessBuilder(command(attacks, folder, folders, mark, machine))
                .directory(view.work().toFile()).redirectErrorStream(true);
        JavaCommand.isolate(builder.environment());
        Process process = sandbox.start(builder, view);
        try {
            process.getOutputStream().close();
            Map<Attack, Boolean> contained = contained(attacks, said(process));
            if (attacks.contains(Attack.WRITE)) {
                contained.put(Attack.WRITE, folders.stream().filter(each -> each.resolve(mark).toFile().delete()).count() == 0);
            }
            if (attacks.contains(Attack.SURVIVOR)) {
                contained.put(Attack.SURVIVOR, !survives(server));
            }
            return contained;
        } finally {
            sandbox.end(process);
        }
    }

    private List<String> command(List<Attack> attacks, Path folder, List<Path> folders, String mark, Machine machine) {
        List<Path> files = Stream.concat(Stream.of(folder.resolve("secret")), secrets.stream().flatMap(Trial::files)).toList();
        ProcessHandle us = ProcessHandle.current();
        List<String> command = JavaCommand.startJudged();
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable",
                property(Attacker.FILES, joined(files)), property(Attacker.FOLDERS, joined(folders)),
                property(Attacker.MARK, mark),
                property(Attacker.PROCESS, us.pid() + "@" + us.info().startInstant().orElseThrow()),
                property(Attacker.PORTS, machine.ports()), property(Attacker.NAMESPACE, Machine.namespace()),
                property(Attacker.LIFE, folder.resolve(LIFE).toString()), property(Attacker.LIMIT, "" + 2 * MOST_PROCESSES),
                "-cp", Jars.of(Attacker.class).toString(), Attacker.class.getName()));
        attacks.forEach(each -> command.add(each.name()));
        return command;
    }

    /** Not all users have a home. */
    private static Stream<Path> files(Path folder) {
        return Stream.ofNullable(folder.toFile().listFiles()).flatMap(Stream::of).map(File::toPath)
                .filter(Files::isRegularFile).filter(Files::isReadable).limit(MOST_FILES);
    }

    private static String property(String name, String value) {
        return "-D" + name + "=" + value;
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** What the attacker has said, within a time. */
    private List<String> said(Process process) throws IOException {
        process.onExit().orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            sandbox.end(process);
            return null;
        });
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    private static Map<Attack, Boolean> contained(List<Attack> attacks, List<String> said) throws IOException {
        Map<Attack, Boolean> contained = new TreeMap<>();
        for (Attack each : attacks) {
            if (!said.contains(each + " yes") && !said.contains(each + " no")) {
                throw new IOException(said.stream().filter(line -> !line.isBlank()).findFirst().orElse("it says nothing"));
            }
            contained.put(each, said.contains(each + " no"));
        }
        return contained;
    }

    /** The process that was started has connected; it must not outlive the one that has started it. */
    private static boolean survives(ServerSocketChannel server) throws IOException {
        server.configureBlocking(false);
        try (SocketChannel survivor = server.accept()) {
            if (survivor == null) {
                return false;
            }
            survivor.configureBlocking(false);
            try (Selector selector = Selector.open()) {
                survivor.register(selector, SelectionKey.OP_READ);
                return selector.select(LONGEST_LIFE.toMillis()) == 0;
            }
        }
    }
}
