package mqttlab.testkit.student;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A student's broker that says what it is told to say, with its port in it, before it closes its first connection. */
public final class Announcer {

    static final String SAYS = "announcer.says";

    private Announcer() {
    }

    public static void main(String[] settings) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.out.println(System.getProperty(SAYS).replace("PORT", "" + server.getLocalPort()));
            server.accept();
        }
    }
}
