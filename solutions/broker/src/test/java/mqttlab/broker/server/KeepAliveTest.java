package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mqttlab.broker.health.Limits;
import mqttlab.broker.tls.Tls;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tls.TestCertificate;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that is silent")
@ProvedOnce(reads = {})
class KeepAliveTest extends WithBroker {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);
    /** More bytes than are sent one by one: 84 80 40 is 2 more, for the length of the topic. */
    private static final int LARGE = 0x10_0002;

    private static final String REQUEST = "GET / HTTP/1.1\r\nX: ";
    /** Of TLS, 16,255 bytes of a handshake. */
    private static final String RECORD = "\u0016\3\1\77\177";

    @TempDir
    private Path folder;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(usual.packetBytes(), usual.window(), usual.sessionBytes(), usual.outboxBytes(), CONNECT_TIMEOUT);
    }

    @Test
    @DisplayName("for longer than one and a half times its keep alive is disconnected; one that talks is not, be it slowly, "
            + "nor one without")
    void keepAlive() {
        WireClient without = connect("without");
        WireClient talking = connect(Packets.connect("talking").keepAlive(1).packet());
        WireClient silent = connect(Packets.connect("silent").keepAlive(1).packet());
        WireClient dribbling = connect(Packets.connect("dribbling").keepAlive(1).packet());
        // The beginning of a large packet on a slow line.
        dribbling.sendHex("30 84 80 40 0001");
        int[] missing = {LARGE};
        eventually("the silent one is disconnected", () -> {
            talking.ping();
            dribbling.sendHex("61");
            missing[0]--;
            return trace.first(Events.closed(silent.connection())).isPresent();
        });
        silent.expectClosed();
        dribbling.sendOften("a".repeat(missing[0]).getBytes(US_ASCII), 1);
        dribbling.ping();
        ConnectionClosed end = trace.one(Events.closed(silent.connection()));
        assertThat(end.at()).as("not before its time").isGreaterThan(Duration.ofMillis(1_500));
        talking.ping();
        without.ping();
    }

    @Test
    @DisplayName("before its CONNECT is disconnected, also when it has begun with it")
    void connect() {
        WireClient silent = open();
        WireClient begun = open();
        begun.sendHex("10 0f 0004 4d515454");
        silent.expectClosed();
        begun.expectClosed();
        eventually("nothing is left of them", () -> broker.statistics().connected.sum() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("never, and sends one byte after another of a handshake that it does not finish, is disconnected")
    @ValueSource(strings = {"WebSocket", "TLS", "WebSocket over TLS"})
    void handshake(String layers) throws IOException {
        try (Socket client = new Socket(LOOPBACK, listenFor(layers))) {
            client.getOutputStream().write((layers.endsWith("TLS") ? RECORD : REQUEST).getBytes(US_ASCII));
            int[] sent = {0};
            eventually("it is disconnected", () -> !takes(client, sent));
            assertThat(sent[0]).as("bytes that came in its time").isGreaterThan(10);
        }
        eventually("nothing is left of it", () -> Insides.connections(broker) == 0);
    }

    private int listenFor(String layers) throws IOException {
        return switch (layers) {
            case "WebSocket" -> broker.listenForWebSocket(LOOPBACK, 0).port();
            case "TLS" -> broker.listenForTls(LOOPBACK, 0, tls()).port();
            default -> broker.listenForWebSocket(LOOPBACK, 0, tls()).port();
        };
    }

    private Tls tls() throws IOException {
        Path chain = Files.writeString(folder.resolve("chain"), TestCertificate.localhost().certificatePem());
        Path key = Files.writeString(folder.resolve("key"), TestCertificate.localhost().privateKeyPem());
        return Tls.of(chain, key, Optional.empty());
    }

    private static boolean takes(Socket client, int[] sent) {
        try {
            client.getOutputStream().write('a');
            sent[0]++;
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
