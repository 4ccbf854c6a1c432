package mqttlab.testkit.tap;

import java.io.IOException;
import java.net.Socket;

/** Two ways to end a socket. */
final class Sockets {

    private Sockets() {
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed in any case
        }
    }

    /** Sends an RST instead of a FIN. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // it is already closed
        }
        close(socket);
    }
}
