package mqttlab.testkit.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The main class of a process in a sandbox that starts a server there, as a process of its own, and takes connections from the
 * {@link Entrance} to it. Not within the server's process: whose memory is measured, and may run out. It ends as the server
 * does; a server that ends it ends itself.
 *
 * <p>Virtual threads: one for each link that is ready, two for each connection.
 */
public final class Porter {

    private static final int READY = 16;
    /** For what the server has said last. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final ThreadFactory THREADS = Thread.ofVirtual().name("porter").factory();

    private final UnixDomainSocketAddress entrance;
    private final Phaser passages = new Phaser(1);

    private Porter(Path entrance) {
        this.entrance = UnixDomainSocketAddress.of(entrance);
    }

    /** @param args the path of the entrance's socket, and the server's command */
    public static void main(String[] args) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(List.of(args).subList(1, args.length)).inheritIO().start();
        Porter porter = new Porter(Path.of(args[0]));
        // Being told to end means that the server is to.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> porter.end(server)));
        for (int i = 0; i < READY; i++) {
            porter.keepReady();
        }
        System.exit(server.waitFor());
    }

    private void end(Process server) {
        server.destroy();
        server.onExit().join();
        try {
            passages.awaitAdvanceInterruptibly(passages.arrive(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            // Whoever does not read cannot be told.
        }
    }

    private void keepReady() {
        THREADS.newThread(this::serve).start();
    }

    private void serve() {
        try (SocketChannel link = SocketChannel.open(entrance)) {
            int port = Links.hear(link);
            keepReady();
            connect(link, port);
        } catch (IOException gone) {
            // The grader has no more use for this link.
        }
    }

    private void connect(SocketChannel link, int port) throws IOException {
        try (SocketChannel server = SocketChannel.open()) {
            try {
                server.connect(new InetSocketAddress(Links.LOOPBACK, port));
            } catch (IOException refused) {
                Links.say(link, Entrance.REFUSED);
                return;
            }
            Links.say(link, Entrance.CONNECTED);
            passages.register();
            new Passage(server, link).run(THREADS, passages::arriveAndDeregister);
        }
    }
}
