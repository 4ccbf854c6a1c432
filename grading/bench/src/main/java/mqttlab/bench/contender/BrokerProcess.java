package mqttlab.bench.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mqttlab.bench.load.BrokenLoad;
import mqttlab.bench.load.Handshake;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Leash;
import mqttlab.testkit.broker.Scratch;

/** A broker in a process of its own, on a loopback port, with a temporary folder. It dies with this JVM, whatever ends that. */
final class BrokerProcess implements RunningBroker {

    static final String HOST = "127.0.0.1";
    /** How a broker begins the line in which it says the port that it has chosen itself. */
    static final String LISTENING = "listening on port ";
    private static final int KEPT = 10;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long BETWEEN_TRIES = Duration.ofMillis(1).toNanos();

    private final String name;
    private final Path folder;
    private final Process process;
    private final ProcessCpu cpu;
    private final Deque<String> lastLines = new ConcurrentLinkedDeque<>();
    /** Null until it is known. */
    private volatile InetSocketAddress address;
    private final Duration startUp;

    /** What to start, once a port is chosen. */
    interface Command {
        List<String> at(int port);
    }

    private BrokerProcess(String name, Path folder, InetSocketAddress address, List<String> command) throws IOException {
        this.name = name;
        this.folder = folder;
        this.address = address;
        long start = System.nanoTime();
        process = Leash.tied(command);
        cpu = new ProcessCpu(process.toHandle());
        // Not virtual: reading from a pipe holds on to the thread underneath, and of those there are as few as processors.
        Thread.ofPlatform().daemon().name(name + "-output").start(this::listen);
        try {
            awaitConnack(start + LONGEST_START.toNanos());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        startUp = Duration.ofNanos(System.nanoTime() - start);
    }

    /** One that listens where it is told to. */
    static BrokerProcess started(String name, Path folder, Command command) {
        try {
            InetSocketAddress address = new InetSocketAddress(HOST, freePort());
            return new BrokerProcess(name, folder, address, command.at(address.getPort()));
        } catch (IOException e) {
            throw new InfrastructureException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** One that chooses its port, and says which: see {@link #LISTENING}. */
    static BrokerProcess started(String name, Path folder, List<String> command) {
        try {
            return new BrokerProcess(name, folder, null, command);
        } catch (IOException e) {
            throw new InfrastructureException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** A broker that cannot write its log stands still. */
    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().filter(line -> !line.isBlank()).forEach(this::heard);
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
        }
    }

    private void heard(String line) {
        lastLines.add(line);
        if (lastLines.size() > KEPT) {
            lastLines.removeFirst();
        }
        if (line.startsWith(LISTENING)) {
            address = new InetSocketAddress(HOST, Integer.parseInt(line.substring(LISTENING.length())));
        }
    }

    private void awaitConnack(long deadline) {
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String what = process.isAlive() ? "does not answer" : "ended with status " + process.exitValue();
                throw new InfrastructureException("%s does not start: it %s. It said:%n%s".formatted(name, what,
                        String.join("\n", lastLines)));
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    private boolean answers() {
        if (address == null) {
            return false;
        }
        try {
            Handshake.done(address, "bench-first", true).abort();
            return true;
        } catch (BrokenLoad notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Optional<Duration> startUp() {
        return Optional.of(startUp);
    }

    @Override
    public Optional<Duration> cpu() {
        return cpu.soFar();
    }

    @Override
    public OptionalLong resident() {
        return ProcessMemory.resident(process.pid());
    }

    @Override
    public OptionalLong live() {
        boolean jvm = process.info().command().map(Path::of)
                .filter(program -> program.getFileName().toString().startsWith("java")).isPresent();
        return jvm ? ProcessMemory.live(process.pid()) : OptionalLong.empty();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** At once: what it has kept is not wanted any more. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Scratch.remove(folder);
    }
}
