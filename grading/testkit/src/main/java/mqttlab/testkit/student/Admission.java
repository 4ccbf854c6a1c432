package mqttlab.testkit.student;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lets the process that was started into its channel, and no other: any process of the same user can connect to the socket, a
 * survivor of another submission too. The right one has been told a secret on its standard input, and begins with it. A comer
 * without it is turned away, and holds up nobody while it says nothing.
 */
final class Admission {

    private static final int LENGTH = 32;
    /** Of those who wait, the one that has said nothing for longest makes room. */
    private static final int MOST_WAITING = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;

    private Admission(byte[] secret) {
        this.secret = secret;
    }

    static Admission fresh() {
        byte[] secret = new byte[LENGTH];
        RANDOM.nextBytes(secret);
        return new Admission(secret);
    }

    /** Tells the process whose standard input this is, and no more. */
    void tell(OutputStream input) throws IOException {
        try (input) {
            input.write(secret);
        }
    }

    /** What this process has been told. */
    static Admission told(InputStream input) throws IOException {
        return new Admission(input.readNBytes(LENGTH));
    }

    SocketChannel enter(Path address) throws IOException {
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(address));
        ByteBuffer rest = ByteBuffer.wrap(secret);
        while (rest.hasRemaining()) {
            socket.write(rest);
        }
        return socket;
    }

    /** Waits for the one that knows the secret, until the server is closed; its closing also sends all others away. */
    SocketChannel admit(ServerSocketChannel server) throws IOException {
        CompletableFuture<SocketChannel> admitted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> receive(server, admitted));
        try {
            return admitted.get();
        } catch (ExecutionException e) {
            throw new IOException("nobody with the secret has come", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nobody with the secret had come", e);
        }
    }

    private void receive(ServerSocketChannel server, CompletableFuture<SocketChannel> admitted) {
        Deque<SocketChannel> comers = new ArrayDeque<>();
        try {
            while (!admitted.isDone()) {
                SocketChannel comer = server.accept();
                comers.add(comer);
                Thread.ofVirtual().start(() -> examine(comer, admitted));
                if (comers.size() > MOST_WAITING) {
                    turnAway(comers.remove(), admitted);
                }
            }
        } catch (IOException e) {
            admitted.completeExceptionally(e);
        }
        comers.forEach(comer -> turnAway(comer, admitted));
    }

    private void examine(SocketChannel comer, CompletableFuture<SocketChannel> admitted) {
        ByteBuffer said = ByteBuffer.allocate(LENGTH);
        try {
            while (said.hasRemaining() && comer.read(said) >= 0) {
                // Its secret may come in pieces.
            }
            // In constant time: how long it takes tells nothing of how much was right.
            if (!said.hasRemaining() && MessageDigest.isEqual(said.array(), secret)) {
                admitted.complete(comer);
            }
        } catch (IOException e) {
            // It has gone, or has been turned away.
        }
        turnAway(comer, admitted);
    }

    private static void turnAway(SocketChannel comer, CompletableFuture<SocketChannel> admitted) {
        if (admitted.isCompletedExceptionally() || admitted.getNow(null) != comer) {
            try {
                comer.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
