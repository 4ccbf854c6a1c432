package mqttlab.broker.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A broker in a JVM of its own, which can be killed as a power failure would. */
final class BrokerProcess implements AutoCloseable {

    private static final int RETRY_MILLIS = 10;
    private static final Pattern LISTENING = Pattern.compile("listening for MQTT on port (\\d+)\\R");

    private final List<String> command;
    private final Path log;
    private final Thread atExit = new Thread(this::kill);
    private volatile CountDownLatch up = new CountDownLatch(1);
    private volatile Process process;
    /** A new one at each start: an old one may have been given to another in the meantime. */
    private volatile int port;

    private BrokerProcess(List<String> command, Path log) {
        this.command = command;
        this.log = log;
    }

    /** @param settings for {@code Main}; what it says is appended to the log */
    static BrokerProcess start(Path log, String... settings) throws IOException, InterruptedException {
        return start(List.of(), log, settings);
    }

    /** @param within a command that runs the one behind it */
    static BrokerProcess start(List<String> within, Path log, String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "mqttlab.broker.Main", "port=0"));
        command.addAll(List.of(settings));
        BrokerProcess broker = new BrokerProcess(command, log);
        Runtime.getRuntime().addShutdownHook(broker.atExit);
        broker.start();
        return broker;
    }

    /** Starts it (again) and waits until it listens. */
    void start() throws IOException, InterruptedException {
        int before = Files.exists(log) ? output().length() : 0;
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Optional<MatchResult> listening = Optional.empty();
        while (listening.isEmpty()) {
            if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the broker has ended with " + process.exitValue() + ":\n" + output());
            }
            listening = LISTENING.matcher(output().substring(before)).results().findAny();
        }
        port = Integer.parseInt(listening.get().group(1));
        up.countDown();
    }

    /** Waits while it is down. */
    void awaitUp() throws InterruptedException {
        up.await();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address());
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** {@code kill -9}. */
    void kill() {
        up = new CountDownLatch(1);
        process.destroyForcibly();
        process.onExit().join();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
