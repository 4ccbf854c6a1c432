package mqttlab.broker.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection as MQTT sees it: bytes in, bytes out. */
public class Transport {

    private final InputStream in;
    private final OutputStream out;
    private final Socket socket;
    // lab:stage 08
    /** When it began, on the clock of {@link System#nanoTime()}. */
    long since = System.nanoTime();
    // lab:end

    /** @param socket the TCP connection underneath: closing it waits for nobody, and ends a read or write that is going on */
    public Transport(InputStream in, OutputStream out, Socket socket) {
        this.in = in;
        this.out = out;
        this.socket = socket;
    }

    static Transport plain(Socket socket) throws IOException {
        return new Transport(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    final Socket socket() {
        return socket;
    }

    final String peer() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    /** From any thread, and waits for nobody. */
    void close() {
        closeQuietly(socket);
    }

    static void closeQuietly(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // It was to be closed, and whatever is wrong with it no longer matters.
        }
    }
}
