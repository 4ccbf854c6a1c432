package mqttlab.testkit.student;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/** A student's broker that accepts everybody, publishes without end and reads nothing. */
public final class Chatterbox {

    private static final byte[] CONNACK = HexFormat.of().parseHex("20020000");
    /** On the topic {@code news}. */
    private static final byte[] PUBLISH = HexFormat.of().parseHex("300800046e6577736869");

    private Chatterbox() {
    }

    public static void main(String[] settings) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.out.println("listening on port " + server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> chatter(client));
            }
        }
    }

    private static void chatter(Socket client) {
        try (client) {
            OutputStream out = client.getOutputStream();
            out.write(CONNACK);
            while (true) {
                out.write(PUBLISH);
            }
        } catch (IOException e) {
            // The client has had enough.
        }
    }
}
