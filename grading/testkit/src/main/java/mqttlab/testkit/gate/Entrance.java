package mqttlab.testkit.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.broker.Scratch;
import mqttlab.testkit.student.Jars;

/**
 * A port of this machine behind which is a port of a sandbox's network, and nothing else. The {@link Porter} within keeps some
 * links ready; each connection takes one. Where nobody listens within any more, nobody does here from then on. Whatever can see
 * its socket is untrusted. Virtual threads: two accept, each connection has two.
 */
public final class Entrance implements AutoCloseable {

    static final int CONNECTED = 1;
    static final int REFUSED = 0;

    private static final int MOST_READY = 64;
    private static final int BACKLOG = 128;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final ThreadFactory THREADS = Thread.ofVirtual().name("entrance").factory();

    private final Path folder = Scratch.folder("entrance");
    private final ServerSocketChannel links;
    private final ServerSocketChannel server;
    private final BlockingQueue<SocketChannel> ready = new ArrayBlockingQueue<>(MOST_READY);
    private volatile int within;

    public Entrance() throws IOException {
        links = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        links.bind(UnixDomainSocketAddress.of(socket()));
        server = ServerSocketChannel.open();
        THREADS.newThread(this::acceptLinks).start();
    }

    private Path socket() {
        return folder.resolve("porter");
    }

    /** What is to be run in the sandbox so that this command is, and a porter with it. */
    public List<String> around(List<String> command) {
        List<String> whole = JavaCommand.startJudged();
        whole.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable",
                "-cp", Jars.of(Porter.class).toString(), Porter.class.getName(), socket().toString()));
        whole.addAll(command);
        return whole;
    }

    /** What the porter reads. */
    public List<Path> readable() {
        return List.of(socket(), Jars.of(Porter.class));
    }

    /** Listens, and says where. @param port where the program listens in its own network */
    public int open(int port) throws IOException {
        within = port;
        server.bind(new InetSocketAddress(Links.LOOPBACK, 0), BACKLOG);
        THREADS.newThread(this::accept).start();
        return server.socket().getLocalPort();
    }

    /** Whether a client could connect to the program now. */
    public boolean isAnswered(Duration patience) {
        if (!server.isOpen()) {
            return false;
        }
        try {
            Links.close(dialled(patience));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void acceptLinks() {
        try {
            while (true) {
                SocketChannel link = links.accept();
                if (!ready.offer(link)) {
                    link.close();
                }
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                THREADS.newThread(() -> let(client)).start();
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void let(SocketChannel client) {
        try (client) {
            SocketChannel link;
            try {
                link = dialled(LONGEST_WAIT);
            } catch (IOException refused) {
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                return;
            }
            new Passage(client, link).run(THREADS);
        } catch (IOException gone) {
            // The client, before anything could pass.
        }
    }

    /** A link behind which the program has been connected to. */
    private SocketChannel dialled(Duration patience) throws IOException {
        SocketChannel link = take(patience);
        CompletableFuture<Void> late = new CompletableFuture<Void>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        late.exceptionally(e -> {
            Links.close(link);
            return null;
        });
        try {
            Links.say(link, within);
            if (Links.hear(link) == CONNECTED) {
                return link;
            }
            Links.close(server);
            throw new IOException("nobody listens on port " + within);
        } catch (IOException e) {
            Links.close(link);
            throw e;
        } finally {
            late.complete(null);
        }
    }

    private SocketChannel take(Duration patience) throws IOException {
        try {
            SocketChannel link = ready.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (link == null) {
                throw new IOException("nobody is within");
            }
            return link;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nobody was within", e);
        }
    }

    @Override
    public void close() {
        Links.close(server);
        Links.close(links);
        for (SocketChannel link = ready.poll(); link != null; link = ready.poll()) {
            Links.close(link);
        }
        Scratch.remove(folder);
    }
}
