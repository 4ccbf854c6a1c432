package mqttlab.broker.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A broker in a JVM of its own, which can be killed as a power failure would. */
final class BrokerProcess implements AutoCloseable {

    private static final int RETRY_MILLIS = 10;

    private final List<String> command;
    private final Path log;
    private final int port;
    private final Thread atExit = new Thread(this::kill);
    private volatile CountDownLatch up = new CountDownLatch(1);
    private volatile Process process;

    private BrokerProcess(List<String> command, Path log, int port) {
        this.command = command;
        this.log = log;
        this.port = port;
    }

    /** @param settings for {@code Main}; what it says is appended to the log */
    static BrokerProcess start(Path log, String... settings) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "mqttlab.broker.Main", "port=" + port));
        command.addAll(List.of(settings));
        BrokerProcess broker = new BrokerProcess(command, log, port);
        Runtime.getRuntime().addShutdownHook(broker.atExit);
        broker.start();
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** Starts it (again) and waits until it can be reached. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        while (!isReachable()) {
            if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the broker has ended with " + process.exitValue() + ":\n" + output());
            }
        }
        up.countDown();
    }

    private boolean isReachable() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
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
