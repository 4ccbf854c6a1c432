package mqttlab.testkit.student;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.broker.Scratch;
import mqttlab.testkit.gate.Exit;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.sandbox.View;

/**
 * The process of a student's JVM, the socket that leads to it, and the folder that it works in. It learns of this machine what
 * any JVM must, and nothing from variables or open files.
 *
 * <p>The process ends when the socket does, so that nothing is left behind even when this JVM is killed. In a sandbox it works in
 * a folder of its own at the same path, into which only the sockets are bound.
 *
 * @param exit how it reaches ports of this machine, where it has a network of its own
 */
record StudentProcess(Process process, SocketChannel socket, Printed printed, Path folder, Sandbox sandbox, Optional<Exit> exit)
        implements AutoCloseable {

    private static final long LONGEST_START_SECONDS = 60;
    private static final int MOST_PROCESSES = 1024;

    /**
     * No text of the course is in this charset. Code that leaves it to the machine is wrong on some machines, and so on all here.
     */
    private static final String OTHER_CHARSET = "-Dfile.encoding=ISO-8859-1";
    /** The same for the ends of lines, which on Windows are these without being told. */
    private static final String OTHER_LINE_ENDS = "-Dline.separator=\r\n";

    /** @param folders where the suite makes folders that outlive this process */
    static StudentProcess start(Path classes, List<Path> libraries, Sandbox sandbox, Optional<Path> folders) {
        return start(classes, libraries, Rehearsal.options(libraries), sandbox, folders);
    }

    static StudentProcess start(Path classes, List<Path> libraries, List<String> options, Sandbox sandbox,
            Optional<Path> folders) {
        try {
            Path folder = Scratch.folder("student");
            Path address = folder.resolve("channel");
            Optional<Exit> exit = sandbox.ownNetwork() ? Optional.of(new Exit(exit(address))) : Optional.empty();
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(address));
                ProcessBuilder builder = new ProcessBuilder(command(classes, libraries, address, options))
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
                JavaCommand.isolate(builder.environment());
                Process process = sandbox.start(builder, view(classes, libraries, address, folders));
                Printed printed = new Printed();
                // Not a virtual one: reading from a pipe holds its carrier, and a few of them would hold all that there are.
                Thread.ofPlatform().daemon().start(() -> printed.drain(process.getInputStream()));
                return new StudentProcess(process, accept(server, process, printed, sandbox), printed, folder,
                        sandbox, exit);
            }
        } catch (IOException e) {
            throw new InfrastructureException("a JVM for the student's code could not be started: " + e.getMessage(), e);
        }
    }

    /** @param channel the path of the channel's socket */
    static Path exit(Path channel) {
        return channel.resolveSibling("exit");
    }

    private static List<String> command(Path classes, List<Path> libraries, Path address, List<String> options) {
        List<String> command = JavaCommand.startJudged();
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.add(OTHER_CHARSET);
        if (!System.lineSeparator().equals("\r\n")) {
            command.add(OTHER_LINE_ENDS);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(libraries), StudentHost.class.getName(), address.toString(),
                classes.toString()));
        return command;
    }

    private static View view(Path classes, List<Path> libraries, Path address, Optional<Path> folders) {
        List<Path> readable = Stream.concat(Stream.of(classes, address, exit(address), Rehearsal.archive(libraries)),
                jars(libraries)).toList();
        return new View(readable, folders.stream().toList(), address.getParent(), MOST_PROCESSES);
    }

    private static String classPath(List<Path> libraries) {
        return jars(libraries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The same for every student: their own classes have a class loader of their own. */
    private static Stream<Path> jars(List<Path> libraries) {
        return Stream.concat(libraries.stream(),
                Stream.of(StudentHost.class, ObjectMapper.class, JsonParser.class, JsonTypeInfo.class).map(Jars::of));
    }

    private static SocketChannel accept(ServerSocketChannel server, Process process, Printed printed, Sandbox sandbox) {
        CompletableFuture<Process> over = process.onExit().orTimeout(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        over.whenComplete((ended, late) -> closeQuietly(server));
        Admission admission = Admission.fresh();
        try {
            admission.tell(process.getOutputStream());
            return admission.admit(server);
        } catch (IOException e) {
            sandbox.end(process);
            throw new InfrastructureException("a JVM for the student's code did not come up: " + printed, e);
        } finally {
            over.cancel(false);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It was to be closed, and whatever is wrong with it no longer matters.
        }
    }

    /** With what it has started: in a sandbox, its process may be that of the sandbox. */
    Optional<Duration> processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream()).reduce(Duration::plus);
    }

    @Override
    public void close() {
        sandbox.end(process);
        closeQuietly(socket);
        exit.ifPresent(Exit::close);
        new Folder(folder, Optional.of(folder)).close();
    }
}
