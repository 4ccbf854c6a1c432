package mqttlab.broker.access;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.mqtt.ConnectBuilder;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Mosquitto, with the same files,")
@Timeout(60)
class SameVerdictsTest {

    private static final byte[] NEWS = "news".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @BeforeAll
    static void here() {
        Mosquitto.assumeHere();
    }

    static Stream<AccessCase.Of> lists() {
        return AccessCase.all();
    }

    // ---- access lists

    @ParameterizedTest(name = "{0}")
    @DisplayName("allows and denies the same")
    @MethodSource("lists")
    void sameAccess(AccessCase.Of list) {
        // Two who may do everything, to see what the others may.
        BrokerSettings settings = BrokerSettings.anonymous().withAcl(list.list().split("\n"))
                .withAcl("user observer", "topic #", "topic $x/#", "topic $SYS/#");
        try (Brokers brokers = Brokers.forced(BrokerKind.PROCESS); Broker mosquitto = brokers.own(settings)) {
            InetSocketAddress address = new InetSocketAddress(mosquitto.host(), mosquitto.port());
            SoftAssertions.assertSoftly(all -> list.cases().forEach(one ->
                    all.assertThat(allows(address, one)).as(one.toString()).isEqualTo(one.allowed())));
        }
    }

    private static boolean allows(InetSocketAddress mosquitto, AccessCase one) {
        try (WireClient client = connect(mosquitto, one.clientId(), one.user());
             WireClient observer = connect(mosquitto, "observer", "observer")) {
            boolean reads = one.action().equals("read");
            WireClient publisher = reads ? observer : client;
            WireClient subscriber = reads ? client : observer;
            // Anybody may subscribe: a refusal would fail here.
            subscriber.subscribe(one.topic(), 0);
            // A message that is denied is acknowledged, too.
            publisher.publish(one.topic(), 1, NEWS);
            subscriber.send(Packets.pingreq());
            return subscriber.expect("PUBLISH or PINGRESP", p -> p.type() == PUBLISH || p.type() == PINGRESP).type() == PUBLISH;
        }
    }

    private static WireClient connect(InetSocketAddress mosquitto, String clientId, String user) {
        ConnectBuilder connect = Packets.connect(clientId);
        return WireClient.connect(mosquitto, (user.isEmpty() ? connect : connect.userName(user)).packet(), new Trace());
    }

    // ---- passwords

    private record Attempt(String user, byte[] password) {

        static Attempt of(String user, String password) {
            return new Attempt(user, password.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Stream<Attempt> attempts() {
        return Stream.of(Attempt.of("ana", "secreto"), Attempt.of("ana", "secret"), Attempt.of("ana", "secreto "),
                Attempt.of("ana", ""), Attempt.of("Ana", "secreto"), Attempt.of("nobody", "secreto"), Attempt.of("", ""),
                Attempt.of("josé", "contraseña"), Attempt.of("josé", "contrasena"), Attempt.of("jose", "contraseña"),
                Attempt.of("long", "x".repeat(200)), Attempt.of("long", "x".repeat(199)),
                Attempt.of("two words", "two words"), new Attempt("bytes", HexFormat.of().parseHex("fffe8078")),
                new Attempt("bytes", HexFormat.of().parseHex("fffe8178")), new Attempt("bytes", new byte[0]),
                new Attempt("ana", null), new Attempt("nobody", null), new Attempt(null, null));
    }

    @ParameterizedTest(name = "made with -H {0}")
    @DisplayName("admits and refuses the same passwords")
    @ValueSource(strings = {"sha512", "sha512-pbkdf2"})
    void samePasswords(String hash) throws Exception {
        Path passwords = Files.writeString(folder.resolve("passwords"), """
                ana:secreto
                josé:contraseña
                two words:two words
                long:%s
                bytes:\u00ff\u00fe\u0080x
                """.formatted("x".repeat(200)).replace("é", "\u00c3\u00a9").replace("ñ", "\u00c3\u00b1"),
                StandardCharsets.ISO_8859_1);
        Mosquitto.hash(passwords, "-H", hash);
        Access access = Access.of(Optional.of(passwords), Optional.empty());
        try (Mosquitto mosquitto = new Mosquitto(passwords)) {
            SoftAssertions.assertSoftly(all -> attempts().forEach(attempt -> {
                boolean ours = access.admits(new Identity("c1", Optional.ofNullable(attempt.user())), attempt.password());
                all.assertThat(ours ? 0 : 5).as(attempt.toString()).isEqualTo(returnCode(mosquitto.address(), attempt));
            }));
        }
        assertThat(attempts().filter(one -> access.admits(new Identity("c1", Optional.ofNullable(one.user())), one.password())))
                .hasSize(5);
    }

    private static int returnCode(InetSocketAddress mosquitto, Attempt attempt) {
        try (WireClient client = WireClient.open(mosquitto)) {
            client.send(connect(attempt));
            return client.expect(CONNACK).returnCode();
        }
    }

    /** By hand, because a password need not be text. */
    private static byte[] connect(Attempt attempt) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(body)) {
            out.writeUTF("MQTT");
            out.write(4);
            out.write(2 | (attempt.user() == null ? 0 : 0x80) | (attempt.password() == null ? 0 : 0x40));
            out.writeShort(0);
            out.writeUTF("c1");
            if (attempt.user() != null) {
                out.writeUTF(attempt.user());
            }
            if (attempt.password() != null) {
                out.writeShort(attempt.password().length);
                out.write(attempt.password());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        if (body.size() > 127) {
            packet.write(body.size() & 0x7f | 0x80);
        }
        packet.write(body.size() > 127 ? body.size() >> 7 : body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }
}
