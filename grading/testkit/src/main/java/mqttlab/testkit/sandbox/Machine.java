package mqttlab.testkit.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What of this machine's network hostile code is to reach: a port at each of its addresses. */
record Machine(ServerSocket server, List<InetAddress> addresses) implements AutoCloseable {

    private static final int BACKLOG = 100;

    static Machine listening() throws IOException {
        return new Machine(new ServerSocket(0, BACKLOG), NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).toList());
    }

    /** Each as {@code ADDRESS@PORT}. */
    String ports() {
        return addresses.stream().map(each -> each.getHostAddress() + "@" + server.getLocalPort())
                .collect(Collectors.joining(","));
    }

    /** The network as Linux names it, to which abstract Unix sockets belong; empty elsewhere. */
    static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
