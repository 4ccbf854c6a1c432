package mqttlab.testkit.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import mqttlab.testkit.InfrastructureException;

/** A port that nobody listens on, and that nobody else is given meanwhile. */
record TakenPort(Socket socket) implements AutoCloseable {

    static TakenPort any() {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            return new TakenPort(socket);
        } catch (IOException e) {
            throw new InfrastructureException("this machine has no free port: " + e.getMessage(), e);
        }
    }

    String uri() {
        return "tcp://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
