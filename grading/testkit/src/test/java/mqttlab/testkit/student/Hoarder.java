package mqttlab.testkit.student;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A student's broker that takes all memory for its first connection, and answers when it has noticed. */
public final class Hoarder {

    private Hoarder() {
    }

    public static void main(String[] settings) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.out.println("listening on port " + server.getLocalPort());
            try (Socket client = server.accept()) {
                client.getOutputStream().write(allThereIs());
            }
        }
    }

    private static int allThereIs() {
        List<byte[]> hoard = new ArrayList<>();
        try {
            while (true) {
                hoard.add(new byte[1 << 20]);
            }
        } catch (OutOfMemoryError e) {
            return hoard.size();
        }
    }
}
