package mqttlab.testkit.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * The taps as a sandbox's network has them, at their own ports: what connects there goes on to the {@link Exit}. It lives in the
 * process of the student's code, which spares each of them a second JVM; code that disturbs it cuts only itself off.
 *
 * <p>Its threads are no virtual ones, whose carriers the student's code may keep, and keep no program from ending.
 */
public final class Taps {

    private static final int BACKLOG = 128;

    private final Path exit;
    private final Map<Integer, ServerSocketChannel> listening = new ConcurrentHashMap<>();

    /** @param exit the path of its socket */
    public Taps(Path exit) {
        this.exit = exit;
    }

    /** When this returns, it listens there. */
    public void open(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        if (listening.putIfAbsent(port, server) != null) {
            server.close();
            return;
        }
        try {
            server.bind(new InetSocketAddress(Links.LOOPBACK, port), BACKLOG);
        } catch (IOException e) {
            shut(port);
            throw e;
        }
        thread(() -> accept(server, port)).start();
    }

    /** New connections are refused. Existing ones go on. */
    public void shut(int port) {
        ServerSocketChannel server = listening.remove(port);
        if (server != null) {
            Links.close(server);
        }
    }

    public void shutAll() {
        listening.keySet().forEach(this::shut);
    }

    private void accept(ServerSocketChannel server, int port) {
        try {
            while (true) {
                SocketChannel client = server.accept();
                thread(() -> let(client, port)).start();
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void let(SocketChannel client, int port) {
        try (client; SocketChannel link = SocketChannel.open(UnixDomainSocketAddress.of(exit))) {
            Links.say(link, port);
            new Passage(client, link).run(Taps::thread);
        } catch (IOException gone) {
            // Whoever grades is: so will this process be.
        }
    }

    /** Not with the class loader of the code that it was started for, which is to be forgotten. */
    private static Thread thread(Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name("tap").inheritInheritableThreadLocals(false).unstarted(task);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
