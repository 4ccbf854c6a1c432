package mqttlab.testkit.student;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A student's broker that closes its first connection, and says why only when a second one comes. */
public final class LateTalker {

    private LateTalker() {
    }

    public static void main(String[] settings) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.out.println("listening on port " + server.getLocalPort());
            server.accept().close();
            server.accept();
            new IllegalStateException("the reason").printStackTrace();
            server.accept();
        }
    }
}
