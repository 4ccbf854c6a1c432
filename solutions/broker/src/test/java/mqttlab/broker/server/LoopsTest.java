package mqttlab.broker.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A loop")
@ProvedOnce(reads = {})
class LoopsTest {

    private static final int OUTBOX_BYTES = 64 << 10;

    private final Loops loops = new Loops();
    private final List<Socket> sockets = new ArrayList<>();
    private Thread reader;

    @AfterEach
    void close() {
        sockets.forEach(Transport::closeQuietly);
        loops.close();
    }

    /** What a loop is asked to do for a client. */
    private final class Asked implements Handler {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        volatile boolean busy;

        @Override
        public boolean handle(Packet packet) {
            busy = true;
            begun.countDown();
            awaitQuietly(goOn);
            busy = false;
            return true;
        }

        @Override
        public void end(boolean goodbye) {
            ended.complete(busy);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(Patience.usual().toSeconds(), SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("has done its last for a client that is cut before the client's end is told to others")
    void endComesLast() throws Exception {
        Asked asked = new Asked();
        Socket client = new Socket();
        Connection connection = connected(client, asked);
        client.getOutputStream().write(Encoder.encode(new PingReq()));
        assertThat(asked.begun.await(Patience.usual().toSeconds(), SECONDS)).isTrue();

        connection.cut("the test wants it");
        assertThatThrownBy(() -> asked.ended.get(200, MILLISECONDS)).isInstanceOf(TimeoutException.class);
        asked.goOn.countDown();

        assertThat(asked.ended.get(Patience.usual().toSeconds(), SECONDS)).as("whether the loop was still busy").isFalse();
    }

    @Test
    @DisplayName("leaves no thread to a client that has been let in and says nothing")
    void silent() throws Exception {
        Connection connection = connected(new Socket(), new Asked());

        assertThat(reader.join(Patience.usual())).isTrue();
        assertThat(connection.ended()).isNotDone();
    }

    @Test
    @DisplayName("goes on with its other clients when it comes to no good end with one")
    void survives() throws Exception {
        List<Socket> others = new ArrayList<>();
        List<Asked> theirs = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Asked asked = new Asked();
            asked.goOn.countDown();
            Socket other = new Socket();
            connected(other, asked);
            others.add(other);
            theirs.add(asked);
        }
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Socket unlucky = new Socket();
        connected(unlucky, new Handler() {
            @Override
            public boolean handle(Packet packet) {
                throw new ProtocolViolation("the test wants it");
            }

            @Override
            public void end(boolean goodbye) {
                ended.complete(goodbye);
            }
        });
        unlucky.getOutputStream().write(Encoder.encode(new PingReq()));
        assertThat(ended.get(Patience.usual().toSeconds(), SECONDS)).isFalse();

        for (int i = 0; i < others.size(); i++) {
            others.get(i).getOutputStream().write(Encoder.encode(new PingReq()));
            assertThat(theirs.get(i).begun.await(Patience.usual().toSeconds(), SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("disconnects its clients when it cannot wait for them, and takes newcomers")
    void cannotWait() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Loop loop = new Loop("loop-that-breaks") {
            @Override
            void select(Consumer<SelectionKey> action) throws IOException {
                super.select(action);
                if (broken.getAndSet(false)) {
                    throw new IOException("the test wants it");
                }
            }
        };
        try (loop; LogLines log = new LogLines(Level.SEVERE)) {
            Asked silent = new Asked();
            Socket client = new Socket();
            connected(client, silent, loop, Journal.none());
            assertThat(reader.join(Patience.usual())).isTrue();
            broken.set(true);
            loop.wakeUp();
            assertThat(silent.ended.get(Patience.usual().toSeconds(), SECONDS)).isFalse();
            assertThat(log.lines()).singleElement().asString().startsWith("loop-that-breaks disconnects its clients");

            assertServes(loop);
        }
    }

    @Test
    @DisplayName("disconnects a client that it cannot write to, and goes on with those that it is to write to at the same time")
    void cannotWrite() throws Exception {
        try (Loop loop = new Loop("loop")) {
            Journal unlucky = (Journal) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Journal.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("isDurable") && loop.isCurrentThread()) {
                            throw new IllegalStateException("the test wants it");
                        }
                        return method.invoke(Journal.none(), args);
                    });
            CountDownLatch written = new CountDownLatch(1);
            List<String> said = new CopyOnWriteArrayList<>();
            CompletableFuture<Connection> itself = new CompletableFuture<>();
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            Socket client = new Socket();
            itself.complete(connected(client, new Handler() {
                @Override
                public boolean handle(Packet packet) {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> said.add(e.getMessage()));
                    itself.join().send(new PingResp());
                    return Burst.takes(written::countDown);
                }

                @Override
                public void end(boolean goodbye) {
                    ended.complete(goodbye);
                }
            }, loop, unlucky));
            client.getOutputStream().write(Encoder.encode(new PingReq()));
            assertThat(written.await(Patience.usual().toSeconds(), SECONDS)).isTrue();
            assertThat(ended.get(Patience.usual().toSeconds(), SECONDS)).isFalse();
            assertThat(said).containsExactly("the test wants it");

            assertServes(loop);
        }
    }

    @Test
    @DisplayName("waits for no client, even if there is room for what comes next when it looks, and none a moment later")
    void roomIsGone() throws Exception {
        try (Loop loop = new Loop("loop")) {
            CompletableFuture<Connection> itself = new CompletableFuture<>();
            CountDownLatch full = new CountDownLatch(1);
            Packet large = new Publish("t", new Payload(new byte[8 << 20]), QoS.AT_LEAST_ONCE, false, false, 1);
            Journal busy = journal(() -> {
                if (loop.isCurrentThread() && full.getCount() > 0) {
                    itself.join().send(large);
                    awaitTaken(itself.join());
                    itself.join().send(large);
                    full.countDown();
                }
            });
            Socket sleeper = new Socket();
            sleeper.setReceiveBufferSize(OUTBOX_BYTES);
            itself.complete(connected(sleeper, new Asked(), loop, busy));
            assertThat(full.await(Patience.usual().toSeconds(), SECONDS)).isTrue();

            assertServes(loop);
        }
    }

    /** @param whenAsked is run when somebody asks whether there is room in the journal, before the answer */
    private Journal journal(Runnable whenAsked) {
        Class<?>[] kinds = {Journal.class};
        return (Journal) Proxy.newProxyInstance(getClass().getClassLoader(), kinds, (proxy, method, args) -> {
            if (method.getName().equals("hasRoom")) {
                whenAsked.run();
            }
            return method.invoke(Journal.none(), args);
        });
    }

    /** Until a thread has taken what waits, and tries to write it. */
    private static void awaitTaken(Connection connection) {
        while (!connection.hasRoom()) {
            Thread.onSpinWait();
        }
    }

    private void assertServes(Loop loop) throws Exception {
        Asked asked = new Asked();
        asked.goOn.countDown();
        Socket client = new Socket();
        connected(client, asked, loop, Journal.none());
        client.getOutputStream().write(Encoder.encode(new PingReq()));
        assertThat(asked.begun.await(Patience.usual().toSeconds(), SECONDS)).isTrue();
    }

    private Connection connected(Socket client, Handler handler) throws IOException {
        return connected(client, handler, loops::plain, Journal.none());
    }

    private Connection connected(Socket client, Handler handler, Loop loop, Journal journal) throws IOException {
        return connected(client, handler, socket -> LoopTransport.of(socket, loop), journal);
    }

    /** A connection that has been let in, and on which the handler acts. */
    private Connection connected(Socket client, Handler handler, Listener.Handshake handshake, Journal journal)
            throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(WithBroker.LOOPBACK, 0))) {
            client.connect(server.getLocalAddress());
            sockets.add(client);
            LoopTransport transport = (LoopTransport) handshake.shake(server.accept().socket());
            LoopOutbox outbox = new LoopOutbox(transport, OUTBOX_BYTES, journal, new Statistics(),
                    new OutboxMemory(2 * OUTBOX_BYTES, OUTBOX_BYTES).share());
            PacketStream packets = new PacketStream(transport.in(), OUTBOX_BYTES, () -> { });
            Connection.Entrance everybody = (connect, it) -> Optional.of(List.of(handler));
            DurablePace pace = new DurablePace(Patience.usual(), transport.since, outbox, journal);
            Connection connection = new LoopConnection(transport, packets, outbox, pace, everybody);
            reader = Thread.startVirtualThread(connection);
            client.getOutputStream().write(Encoder.encode(new Connect("client", true, 0, Optional.empty(), Optional.empty())));
            return connection;
        }
    }
}
