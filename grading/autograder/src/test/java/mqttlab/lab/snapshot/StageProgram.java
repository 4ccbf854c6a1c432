package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Leash;

/** The broker after a stage, as a program of its own. */
final class StageProgram implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    private static final String TCP = "MQTT";
    private static final Pattern LISTENING = Pattern.compile("listening(?: for (.+))? on port (\\d+)");

    private final Process process;
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Integer>> ports = new ConcurrentHashMap<>();
    private volatile boolean ended;

    private StageProgram(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("output").start(this::read);
    }

    /** @param settings such as {@code data=FOLDER}; it takes any port that is free */
    static StageProgram start(Path classes, String... settings) throws IOException {
        List<String> command = JavaCommand.startPiped();
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes.toString(),
                "mqttlab.broker.Main", "port=0"));
        command.addAll(List.of(settings));
        return new StageProgram(Leash.tied(command));
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            output.lines().forEach(line -> {
                said.add(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    String way = listening.group(1) == null ? TCP : listening.group(1);
                    listens(way).complete(Integer.parseInt(listening.group(2)));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // It was ended while it said something.
        }
        ended = true;
        ports.values().forEach(each -> each.cancel(false));
    }

    private CompletableFuture<Integer> listens(String way) {
        return ports.computeIfAbsent(way, any -> new CompletableFuture<>());
    }

    int port() {
        return port(TCP);
    }

    /** @param way such as {@code MQTT over TLS}, as the broker calls it */
    int port(String way) {
        CompletableFuture<Integer> port = listens(way);
        if (ended) {
            port.cancel(false);
        }
        try {
            return port.get(Patience.usual().multipliedBy(6).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException | CancellationException e) {
            throw new AssertionError("it does not listen for %s; it said %s".formatted(way, said), e);
        }
    }

    String uri() {
        return "tcp://" + HOST + ":" + port();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(HOST, port());
    }

    /** Waits until it says something of the kind. */
    void awaitLine(Pattern wanted) throws InterruptedException {
        for (String line = next(); line != null; line = next()) {
            if (wanted.matcher(line).find()) {
                return;
            }
        }
        throw new AssertionError("it did not say " + wanted);
    }

    private String next() throws InterruptedException {
        return said.poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9} does: nothing can be written any more. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
