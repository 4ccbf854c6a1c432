package mqttlab.testkit.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import mqttlab.testkit.InfrastructureException;

/** The machine's own {@code mosquitto}, in a folder and on a port of its own, listening on localhost only. */
final class MosquittoProcess implements Broker {

    private static final String HOST = "127.0.0.1";
    private static final Duration START = Duration.ofSeconds(15);
    private static final int TRIES = 5;
    private static final int TERMS = 6;

    private final ReentrantLock lock = new ReentrantLock();
    private final MosquittoProgram program;
    private final BrokerSettings settings;
    private final Path folder;
    private volatile BrokerLog log = new BrokerLog();
    private volatile int port;
    private volatile OptionalInt tlsPort = OptionalInt.empty();
    private volatile String version = "?";
    private Process process;
    private boolean paused;
    private boolean closed;

    private MosquittoProcess(MosquittoProgram program, BrokerSettings settings) {
        this.program = program;
        this.settings = settings;
        this.folder = Scratch.folder("mosquitto");
    }

    static MosquittoProcess started(MosquittoProgram program, BrokerSettings settings) {
        return started(program, settings, 0);
    }

    /** Tries the given port first. */
    static MosquittoProcess started(MosquittoProgram program, BrokerSettings settings, int port) {
        MosquittoProcess broker = new MosquittoProcess(program, settings);
        broker.port = port;
        try {
            broker.start();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (process != null || closed) {
                return;
            }
            // The first try is the port that it had before: clients that reconnect find it again.
            for (int i = 1; i <= TRIES && process == null; i++) {
                port = port == 0 || i > 1 ? freePort() : port;
                tlsPort = settings.certificate().isPresent() ? OptionalInt.of(freePort()) : OptionalInt.empty();
                launch();
            }
            if (process == null) {
                throw new InfrastructureException("%s does not start: %s".formatted(program.file(), lastWords()));
            }
        } catch (IOException e) {
            throw new InfrastructureException("Cannot start " + program.file() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while starting " + program.file() + ".", e);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves {@code process} null when the port was taken in the meantime, so that another may be tried. */
    private void launch() throws IOException, InterruptedException {
        MosquittoConf conf = new MosquittoConf(settings, HOST, port, tlsPort, folder.toString(), folder.toString());
        for (Map.Entry<String, String> file : conf.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        BrokerLog own = new BrokerLog();
        log = own;
        process = Leash.tied(List.of(program.file().toString(), "-c", folder.resolve("mosquitto.conf").toString()));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        // Not a virtual one: reading from a pipe holds its carrier, and a few of them would hold all that there are.
        Thread.ofPlatform().daemon().name("mosquitto-log").start(() -> {
            try (output) {
                output.lines().forEach(own::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                own.add("(its log cannot be read any further: " + e.getMessage() + ")");
            } finally {
                own.end();
            }
        });
        Optional<Matcher> running = own.await(MosquittoConf.RUNNING, 1, START);
        if (running.isPresent()) {
            version = running.get().group(1);
            return;
        }
        end();
        if (own.lines().stream().noneMatch(line -> line.contains("in use"))) {
            throw new InfrastructureException("%s does not start: %s".formatted(program.file(), lastWords()));
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (process != null) {
                resume();
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * SIGTERM, on which Mosquitto saves its data; SIGKILL if that does not help. More than one SIGTERM, because Mosquitto
     * forgets one that comes between its log line "running" and its main loop.
     */
    private void end() {
        // Not Process.destroy(), which closes the pipe of the leash too: that would kill before the data are saved.
        ProcessHandle handle = process.toHandle();
        try {
            boolean ended = false;
            for (int i = 0; i < TERMS && !ended; i++) {
                handle.destroy();
                ended = process.waitFor(i == 0 ? 300 : 2_000, TimeUnit.MILLISECONDS);
            }
            if (!ended) {
                handle.destroyForcibly();
                process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
        paused = false;
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            if (process != null && !paused) {
                signal("STOP");
                paused = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            if (process != null && paused) {
                signal("CONT");
                paused = false;
            }
        } finally {
            lock.unlock();
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
            if (kill.waitFor() != 0) {
                throw new InfrastructureException("Mosquitto is gone: " + lastWords());
            }
        } catch (IOException e) {
            throw new InfrastructureException("Mosquitto cannot be paused on this machine: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while pausing Mosquitto.", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                stop();
                closed = true;
                Scratch.remove(folder);
            }
        } finally {
            lock.unlock();
        }
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
        return tlsPort;
    }

    @Override
    public String description() {
        return "Mosquitto " + version + " (process " + program.file() + ")";
    }

    @Override
    public List<String> log() {
        return log.lines();
    }

    private String lastWords() {
        List<String> lines = log.lines();
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
