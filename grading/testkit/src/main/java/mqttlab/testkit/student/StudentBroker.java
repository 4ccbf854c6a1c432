package mqttlab.testkit.student;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Leash;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.gate.Entrance;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.sandbox.View;

/**
 * A broker that a student has written, in a JVM of its own. It is started with {@code port=0}, so that it takes any port that
 * is free, and has to say which: {@code listening on port N}. Whatever keeps it from that is a {@link StudentFault}.
 */
public final class StudentBroker implements Broker {

    /** What a broker has to print once clients can connect. Not every number is a port. */
    private static final Pattern LISTENING = Pattern.compile("\\blistening\\b.*\\bport (-?\\d+)");
    private static final Pattern PORT = Pattern.compile("0*([1-9]\\d{0,4})");
    private static final int LARGEST_PORT = 65_535;
    private static final String HOST = "127.0.0.1";
    private static final long LONGEST_END_SECONDS = 10;
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration LONGEST_PRINTING = Duration.ofSeconds(1);
    /** The JDK since which a virtual thread that waits does not keep its carrier, wherever it waits. */
    private static final int NO_PINNING = 24;
    private static final int CARRIERS = 64;
    private static final int MOST_PROCESSES = 4096;
    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox");

    private final List<String> command;
    private final String name;
    private final Sandbox sandbox;
    private final List<Path> readable;
    private volatile Process process;
    private volatile Printed printed;
    private volatile int port;
    /** To its network, where that is its own. */
    private volatile Optional<Entrance> entrance = Optional.empty();

    private StudentBroker(List<String> command, String name, Sandbox sandbox, List<Path> readable) {
        this.command = command;
        this.name = name;
        this.sandbox = sandbox;
        this.readable = readable;
    }

    /**
     * @param classes   the student's classes
     * @param libraries what they may use at run time
     * @param name      what a report calls it, such as {@code your broker}
     */
    public static StudentBroker started(Path classes, List<Path> libraries, String mainClass, String name) {
        return started(classes, libraries, List.of(), mainClass, name);
    }

    /** @param options more of them, for its JVM */
    public static StudentBroker started(Path classes, List<Path> libraries, List<String> options, String mainClass, String name) {
        return started(Stream.concat(Stream.of(classes), libraries.stream()).toList(), options, mainClass, name,
                Sandbox.NONE, List.of());
    }

    /**
     * @param classes  folders of classes, and jars
     * @param readable what it reads besides
     */
    public static StudentBroker started(List<Path> classes, List<String> options, String mainClass, String name, Sandbox sandbox,
            List<Path> readable) {
        String classPath = classes.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = JavaCommand.startJudged();
        // What a broker that is out of memory still does is chance: it depends on whose thread asked for more.
        command.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData"));
        command.addAll(carriers(Runtime.version()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass, "port=0"));
        StudentBroker broker = new StudentBroker(List.copyOf(command), name, sandbox,
                Stream.concat(classes.stream(), readable.stream()).toList());
        broker.start();
        return broker;
    }

    /**
     * Before JEP 491, a virtual thread that waits inside {@code synchronized} keeps its carrier, and there are as many carriers
     * as processors: a mark would depend on how many this machine has.
     */
    static List<String> carriers(Runtime.Version jdk) {
        return jdk.feature() < NO_PINNING ? List.of("-Djdk.virtualThreadScheduler.parallelism=" + CARRIERS) : List.of();
    }

    @Override
    public void start() {
        Printed output = new Printed();
        CompletableFuture<String> listening = new CompletableFuture<>();
        try {
            process = sandbox.encloses() ? enclosed() : Leash.tied(command, JavaCommand::isolate);
        } catch (IOException e) {
            throw new InfrastructureException("a JVM for " + name + " could not be started: " + e.getMessage(), e);
        }
        printed = output;
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("student-broker-output").start(() -> listen(lines, output, listening));
        long start = System.nanoTime();
        try {
            new StartOf(this::processorTime).await(listening);
            port = reachable(own(port(listening.join())));
        } catch (TimeoutException e) {
            close();
            throw new StudentFault.TimedOut(FailureKind.NOT_LISTENING, ("the broker did not print 'listening on port N' within "
                    + "%s of its start%s").formatted(Patience.text(Duration.ofNanos(System.nanoTime() - start)), said(output)));
        } catch (CompletionException e) {
            close();
            throw new StudentFault.Crashed(endedEarly(output.toString()), "the broker ended before it listened" + said(output),
                    List.of());
        }
    }

    /** It needs no leash: it ends with this JVM. */
    private Process enclosed() throws IOException {
        Path work = Path.of(System.getProperty("java.io.tmpdir"), "broker");
        entrance = sandbox.ownNetwork() ? Optional.of(new Entrance()) : Optional.empty();
        List<Path> seen = Stream.concat(readable.stream(), entrance.stream().flatMap(each -> each.readable().stream())).toList();
        ProcessBuilder builder = new ProcessBuilder(entrance.map(each -> each.around(command)).orElse(command))
                .redirectErrorStream(true);
        JavaCommand.isolate(builder.environment());
        Process started = sandbox.start(builder, new View(seen, List.of(), work, MOST_PROCESSES));
        started.getOutputStream().close();
        entrance.ifPresent(each -> started.onExit().thenRun(each::close));
        return started;
    }

    /** The port at which the suite reaches it. */
    private int reachable(int own) {
        try {
            return entrance.isPresent() ? entrance.get().open(own) : own;
        } catch (IOException e) {
            close();
            throw new InfrastructureException("there is no port to reach %s at: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static FailureKind endedEarly(String printed) {
        return printed.contains(Thrown.NOT_WRITTEN) ? FailureKind.NOT_WRITTEN : FailureKind.BROKER_ENDED_EARLY;
    }

    private int port(String said) {
        Matcher port = PORT.matcher(said);
        if (port.matches() && Integer.parseInt(port.group(1)) <= LARGEST_PORT) {
            return Integer.parseInt(port.group(1));
        }
        close();
        throw new StudentFault.Crashed(FailureKind.NOT_LISTENING, ("the broker says that it listens on port %s, which no TCP "
                + "port can be: 1 to %d. It must say the port that it really has got").formatted(said, LARGEST_PORT), List.of());
    }

    /** Where it cannot be known who listens, outside of Linux, it is believed. */
    private int own(int said) {
        if (isAnother(said)) {
            close();
            throw new StudentFault.Crashed(FailureKind.NOT_LISTENING, ("the broker says that it listens on port %d, where "
                    + "another program does. It must say the port that it really has got").formatted(said), List.of());
        }
        return said;
    }

    private boolean isAnother(int said) {
        boolean another = PortOwner.here().isAnother(process.toHandle(), said).orElse(false);
        // In a network of its own, any port can be its own; nobody else is there.
        return another && (entrance.isEmpty() || process.children().findFirst()
                .flatMap(within -> PortOwner.where(within).isFree(said)).orElse(false));
    }

    private static String said(Printed output) {
        return output.toString().isBlank() ? ", and said nothing" : ". It said:\n" + output.toString().strip();
    }

    private static void listen(BufferedReader lines, Printed output, CompletableFuture<String> listening) {
        try (lines) {
            Lines.each(lines, line -> {
                output.add(line + "\n");
                if (!listening.isDone()) {
                    Matcher matcher = LISTENING.matcher(line);
                    if (matcher.find()) {
                        listening.complete(matcher.group(1));
                    }
                }
            });
        } catch (IOException e) {
            // It was ended while it printed.
        } finally {
            output.end();
            listening.completeExceptionally(new IOException("its output ended"));
        }
    }

    /** Another program that it has started, if there is one: a broker of one's own needs none. */
    public Optional<String> helper() {
        // The porter has started the broker.
        return sandbox.startedBy(process).sorted().skip(entrance.isPresent() ? 1 : 0)
                .flatMap(each -> each.info().command().stream())
                .map(command -> command.substring(command.lastIndexOf('/') + 1))
                // The leash has one, too.
                .filter(command -> !SHELLS.contains(command)).findAny();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean isAnswering(Duration patience) {
        return entrance.map(each -> each.isAnswered(patience)).orElseGet(() -> Broker.super.isAnswering(patience));
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public OptionalInt tlsPort() {
        return OptionalInt.empty();
    }

    @Override
    public String description() {
        return name;
    }

    /** With what it has started: in a sandbox, its process may be that of the sandbox. */
    @Override
    public Optional<Duration> processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream()).reduce(Duration::plus);
    }

    @Override
    public void stop() {
        sandbox.terminate(process);
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException("no check pauses a student's broker");
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException("no check pauses a student's broker");
    }

    /** With what it is about to print: a stack trace comes a little later than the end of the connection that it explains. */
    @Override
    public List<String> log() {
        printed.awaitQuiet(QUIET, LONGEST_PRINTING);
        return printed.toString().lines().toList();
    }

    @Override
    public void close() {
        sandbox.end(process);
        entrance.ifPresent(Entrance::close);
    }
}
