package mqttlab.testkit.broker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import mqttlab.testkit.InfrastructureException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * Mosquitto in a container. Its files are copied in and its ports are mapped, so that the engine may be on another
 * machine.
 */
final class MosquittoContainer implements Broker {

    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final Duration START = Duration.ofSeconds(30);
    private static final int READABLE = 0644;

    /** On all containers of this JVM, so that they can be found again. */
    static final String LABEL = "mqttlab.run=" + UUID.randomUUID();

    /** Removes our containers when Testcontainers' own reaper is switched off: also a paused one, or one still in the making. */
    private static final class Reaper {

        private static final String REMOVE = """
                for try in 1 2 3 4 5 6 7 8; do
                    for id in $(docker ps -aq --filter "label=$1"); do
                        docker unpause "$id"; docker rm -f -v "$id"
                    done
                    sleep 1
                done
                """;

        static {
            if (Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
                // Never closed: it does its work when this JVM is gone.
                Leash.thatRuns(() -> { }, REMOVE, LABEL);
            }
        }

        static void watch() {
            // Loading this class did it.
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final DockerClient docker;
    private final BrokerSettings settings;
    private final GenericContainer<?> container;
    private volatile BrokerLog log = new BrokerLog();
    private volatile Map<Integer, Integer> mapped = Map.of();
    private volatile String version = "?";
    private int starts;
    private boolean running;
    private boolean paused;
    private boolean closed;

    private MosquittoContainer(DockerClient docker, BrokerSettings settings) {
        this.docker = docker;
        this.settings = settings;
        String[] label = LABEL.split("=");
        container = new GenericContainer<>(MosquittoImage.name())
                .withLabel(label[0], label[1])
                .withStartupTimeout(START)
                // Not the usual wait for a port: that needs a shell in the container.
                .waitingFor(Wait.forLogMessage(".*" + MosquittoConf.RUNNING + ".*\\s*", 1));
        OptionalInt tls = settings.certificate().isPresent() ? OptionalInt.of(TLS_PORT) : OptionalInt.empty();
        container.addExposedPort(PORT);
        tls.ifPresent(container::addExposedPort);
        new MosquittoConf(settings, "", PORT, tls, "/mosquitto/config", "/mosquitto/data").files().forEach((name, text) ->
                container.withCopyToContainer(Transferable.of(text, READABLE), "/mosquitto/config/" + name));
    }

    static MosquittoContainer started(BrokerSettings settings) {
        MosquittoContainer broker = new MosquittoContainer(MosquittoImage.ready(), settings);
        Reaper.watch();
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
            if (running || closed) {
                return;
            }
            if (container.getContainerId() == null) {
                container.start();
            } else {
                docker.startContainerCmd(container.getContainerId()).exec();
            }
            running = true;
            starts++;
            awaitRunning();
            readPorts();
        } catch (ContainerLaunchException | DockerException e) {
            throw new InfrastructureException("Mosquitto's container does not start: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while starting Mosquitto's container.", e);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRunning() throws InterruptedException {
        // The engine replays the log from its beginning, and ends it when the container stops.
        BrokerLog own = new BrokerLog();
        log = own;
        container.followOutput(frame -> {
            String line = frame.getUtf8StringWithoutLineEnding();
            if (!line.isEmpty()) {
                own.add(line);
            }
        });
        Matcher said = own.await(MosquittoConf.RUNNING, starts, START).orElseThrow(() ->
                new InfrastructureException("Mosquitto's container does not start: " + lastWords()));
        version = said.group(1);
    }

    private void readPorts() {
        Ports ports = docker.inspectContainerCmd(container.getContainerId()).exec().getNetworkSettings().getPorts();
        Map<Integer, Integer> found = new java.util.HashMap<>();
        ports.getBindings().forEach((ExposedPort inside, Ports.Binding[] outside) -> {
            if (outside != null && outside.length > 0) {
                found.put(inside.getPort(), Integer.valueOf(outside[0].getHostPortSpec()));
            }
        });
        mapped = Map.copyOf(found);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (running) {
                resume();
                terminate();
                running = false;
            }
        } catch (DockerException e) {
            throw new InfrastructureException("Mosquitto's container cannot be stopped: " + Reasons.of(e), e);
        } finally {
            lock.unlock();
        }
    }

    /** Twice, because Mosquitto forgets a SIGTERM that comes before its main loop, and would then be killed. */
    private void terminate() {
        docker.killContainerCmd(container.getContainerId()).withSignal("TERM").exec();
        try {
            docker.stopContainerCmd(container.getContainerId()).withTimeout(10).exec();
        } catch (NotModifiedException e) {
            // The first was enough.
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            if (running && !paused) {
                docker.pauseContainerCmd(container.getContainerId()).exec();
                paused = true;
            }
        } catch (DockerException e) {
            throw new InfrastructureException("Mosquitto's container cannot be paused: " + Reasons.of(e), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            if (running && paused) {
                docker.unpauseContainerCmd(container.getContainerId()).exec();
                paused = false;
            }
        } catch (DockerException e) {
            throw new InfrastructureException("Mosquitto's container cannot go on: " + Reasons.of(e), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                running = false;
                // Killed and removed: there is nothing to save.
                container.stop();
            }
        } catch (DockerException e) {
            // The reaper removes it when this JVM ends.
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return mapped.getOrDefault(PORT, 0);
    }

    @Override
    public OptionalInt tlsPort() {
        return settings.certificate().isPresent() ? OptionalInt.of(mapped.getOrDefault(TLS_PORT, 0)) : OptionalInt.empty();
    }

    @Override
    public String description() {
        return "Mosquitto " + version + " (container " + MosquittoImage.name() + ")";
    }

    @Override
    public List<String> log() {
        return log.lines();
    }

    private String lastWords() {
        List<String> lines = log.lines();
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }
}
