package mqttlab.testkit.tap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.FaultApplied.Fault;

/**
 * A client at the tap, from its TCP connection to the relay, or to a refusal. One thread runs it; any may cut or close
 * it.
 */
final class Door {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final Duration END_TIMEOUT = Duration.ofMillis(CONNECT_TIMEOUT_MILLIS);

    private final Recording recording;
    private final Socket client;
    private final Optional<SSLContext> tls;
    private final Supplier<InetSocketAddress> broker;
    private final Gate end = new Gate();
    private volatile Relay relay;
    private volatile boolean closed;

    Door(Recording recording, Socket client, Optional<SSLContext> tls, Supplier<InetSocketAddress> broker) {
        this.recording = recording;
        this.client = client;
        this.tls = tls;
        this.broker = broker;
    }

    void open(Rules rules) {
        try (client) {
            switch (rules.forConnection()) {
                case RELAY -> relay(rules);
                case REFUSE -> {
                    recording.fault(Fault.REFUSED);
                    recording.closed(Party.TAP, How.ORDERLY, "");
                }
                case SILENCE -> {
                    recording.fault(Fault.SILENT);
                    handshake().ifPresent(secured -> new Silence(recording, secured).run());
                }
            }
        } catch (IOException goneBeforeItBegan) {
            if (!closed) {
                recording.closed(Party.CLIENT, How.RESET, "");
            }
        }
    }

    private void relay(Rules rules) throws IOException {
        Optional<Socket> secured = handshake();
        if (secured.isEmpty()) {
            return;
        }
        try (Socket towardsBroker = new Socket()) {
            if (reach(towardsBroker)) {
                relay = new Relay(recording, secured.get(), towardsBroker);
                if (closed) {
                    relay.close();
                }
                relay.run(rules);
            }
        }
    }

    private boolean reach(Socket towardsBroker) throws IOException {
        InetSocketAddress address = broker.get();
        try {
            towardsBroker.setTcpNoDelay(true);
            towardsBroker.connect(address, CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException unreachable) {
            recording.closed(Party.BROKER, How.UNREACHABLE, "%s: %s".formatted(address, unreachable.getMessage()));
            return false;
        }
    }

    private Optional<Socket> handshake() throws IOException {
        client.setTcpNoDelay(true);
        if (tls.isEmpty()) {
            return Optional.of(client);
        }
        SSLSocket secured = (SSLSocket) tls.get().getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        try {
            secured.startHandshake();
            return Optional.of(secured);
        } catch (IOException failed) {
            recording.closed(Party.CLIENT, How.TLS_FAILED, String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
    }

    /** A connection that was cut a moment ago, and is still saying goodbye, is not cut again. */
    void cut() {
        Relay running = relay;
        if (running == null) {
            close();
        } else if (!running.isCut()) {
            recording.fault(Fault.CUT);
            running.cut();
        }
    }

    void slipIn(Packet packet) {
        Optional.ofNullable(relay).ifPresent(running -> running.slipIn(packet));
    }

    void ended() {
        end.open();
    }

    /** Its threads end as soon as its sockets are closed, unless it is just trying to reach the broker. */
    void awaitEnd() {
        end.pass(END_TIMEOUT);
    }

    void close() {
        closed = true;
        Relay running = relay;
        if (running != null) {
            running.close();
        }
        Sockets.close(client);
    }
}
