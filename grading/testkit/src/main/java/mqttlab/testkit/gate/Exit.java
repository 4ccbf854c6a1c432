package mqttlab.testkit.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * Where connections from a sandbox's network come out into this machine's: each says which port it is for, and only those that
 * are open are dialled. Whatever can see its socket is untrusted. Virtual threads: one accepts, each connection has two.
 */
public final class Exit implements AutoCloseable {

    /** A student's client needs one or two. */
    private static final int MOST_CONNECTIONS = 500;
    private static final ThreadFactory THREADS = Thread.ofVirtual().name("exit").factory();

    private final ServerSocketChannel server;
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);

    /** @param address of its socket, which is made */
    public Exit(Path address) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(address));
        THREADS.newThread(this::accept).start();
    }

    public void open(int port) {
        open.add(port);
    }

    public void shut(int port) {
        open.remove(port);
    }

    public void shutAll() {
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel link = server.accept();
                if (room.tryAcquire()) {
                    THREADS.newThread(() -> let(link)).start();
                } else {
                    link.close();
                }
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void let(SocketChannel link) {
        try (link) {
            int port = Links.hear(link);
            if (open.contains(port)) {
                try (SocketChannel tap = SocketChannel.open(new InetSocketAddress(Links.LOOPBACK, port))) {
                    new Passage(tap, link).run(THREADS);
                }
            }
        } catch (IOException gone) {
            // One side or the other, before anything could pass: what is left is closed.
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        Links.close(server);
    }
}
