package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import mqttlab.testkit.tls.TestCertificate;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;

/** What the broker can do from stages 09 to 11 on when its settings say so, as Eclipse Paho sees it. */
final class SettingsClaims {

    static final String PASSWORD = "secret";
    /** As mosquitto_passwd writes it. */
    private static final String HASH = "$7$101$c2FsdC1vZi10ZXN0$"
            + "VMJrOfDiJqQy7n568kfIPT4IdI6Paz1IykEsYP0uUaTw8oSyEPmYB42462+yoRXiJOT0xhv8z5eX0XwOZupapA==";

    private SettingsClaims() {
    }

    static List<Claim> all() {
        return List.of(
                new Claim(9, "lets nobody in without the right password", SettingsClaims::passwords),
                new Claim(9, "lets clients publish and read what the ACL allows, and no more", SettingsClaims::acl),
                new Claim(9, "speaks TLS", broker -> overTls(broker, "MQTT over TLS", "ssl")),
                new Claim(9, "speaks WebSocket", SettingsClaims::webSocket),
                new Claim(9, "speaks WebSocket over TLS", broker -> overTls(broker, "MQTT over WebSocket over TLS", "wss")),
                new Claim(10, "has its sessions and retained messages again after kill -9", SettingsClaims::restart),
                new Claim(11, "publishes what it counts", SettingsClaims::statistics),
                new Claim(11, "takes no packet that is longer than it is told", SettingsClaims::limits),
                new Claim(11, "says in one line who comes", SettingsClaims::log));
    }

    static StageProgram guarded(BuiltStage broker) throws IOException {
        Path passwords = broker.file("passwords", "ana:%1$s%nluis:%1$s%n".formatted(HASH));
        Path acl = broker.file("acl", "user ana\ntopic readwrite ana/#\nuser luis\ntopic readwrite luis/#\n");
        return broker.with("passwords=" + passwords, "acl=" + acl);
    }

    private static StageProgram secured(BuiltStage broker) throws IOException {
        Path certificate = broker.file("certificate.pem", TestCertificate.localhost().certificatePem());
        Path key = broker.file("key.pem", TestCertificate.localhost().privateKeyPem());
        return broker.with("certificate=" + certificate, "key=" + key, "tls=0", "websocket=0", "websocket-tls=0");
    }

    private static MqttConnectOptions login(String user, String password) {
        MqttConnectOptions options = PahoClient.options();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        return options;
    }

    private static void passwords(BuiltStage broker) throws Exception {
        String uri = guarded(broker).uri();
        PahoClient.connect(uri, "09-visitor", login("ana", PASSWORD)).close();
        assertThatThrownBy(() -> PahoClient.connect(uri, "09-visitor", login("ana", "wrong"))).isInstanceOfSatisfying(
                MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(MqttException.REASON_CODE_NOT_AUTHORIZED));
        assertThatThrownBy(() -> PahoClient.connect(uri, "09-visitor", PahoClient.options())).isInstanceOfSatisfying(
                MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(MqttException.REASON_CODE_NOT_AUTHORIZED));
    }

    private static void acl(BuiltStage broker) throws Exception {
        String uri = guarded(broker).uri();
        try (PahoClient ana = PahoClient.connect(uri, "09-ana", login("ana", PASSWORD));
                PahoClient luis = PahoClient.connect(uri, "09-luis", login("luis", PASSWORD))) {
            ana.subscribe("#", 1);
            luis.publish("luis/diary", "not for ana", 1);
            luis.publish("ana/diary", "not by luis", 1);
            ana.publish("ana/diary", "mine", 1);
            assertThat(ana.next()).isEqualTo("ana/diary mine 1");
        }
    }

    private static void overTls(BuiltStage broker, String way, String scheme) throws Exception {
        int port = secured(broker).port(way);
        SSLContext trusting = TestCertificate.localhost().clientContext();
        MqttConnectOptions options = PahoClient.options();
        options.setSocketFactory(trusting.getSocketFactory());
        converse("%s://localhost:%d".formatted(scheme, port), options);
    }

    private static void webSocket(BuiltStage broker) throws Exception {
        converse("ws://127.0.0.1:" + secured(broker).port("MQTT over WebSocket"), PahoClient.options());
    }

    private static void converse(String uri, MqttConnectOptions options) throws Exception {
        String large = "x".repeat(100_000);
        try (PahoClient client = PahoClient.connect(uri, uri, options)) {
            client.subscribe(uri, 2);
            client.publish(uri, "small", 1);
            client.publish(uri, large, 2);
            assertThat(client.next()).isEqualTo(uri + " small 1");
            assertThat(client.next()).isEqualTo(uri + " " + large + " 2");
        }
    }

    private static void restart(BuiltStage broker) throws Exception {
        String data = "data=" + broker.newFolder();
        try (StageProgram first = broker.start(data)) {
            try (PahoClient sleeper = PahoClient.resume(first, "sleeper")) {
                sleeper.subscribe("t", 2);
                sleeper.disconnect();
            }
            try (PahoClient writer = PahoClient.connect(first, "writer")) {
                writer.retain("kept", "notice", 1);
                writer.publish("t", "one", 1);
                writer.publish("t", "two", 2);
            }
            first.kill();
        }
        try (StageProgram second = broker.start(data); PahoClient sleeper = PahoClient.resume(second, "sleeper")) {
            assertThat(sleeper.sessionPresent()).isTrue();
            assertThat(sleeper.next()).isEqualTo("t one 1");
            assertThat(sleeper.next()).isEqualTo("t two 2");
            sleeper.subscribe("kept", 1);
            assertThat(sleeper.next()).isEqualTo("kept notice 1 retained");
        }
    }

    private static void statistics(BuiltStage broker) throws Exception {
        try (PahoClient curious = PahoClient.connect(broker.with(), "11-curious")) {
            curious.subscribe("$SYS/broker/clients/connected", 0);
            curious.publish("$SYS/broker/clients/connected", "nothing was counted", 0);
            assertThat(curious.next()).matches("\\$SYS/broker/clients/connected \\d+ 0 retained");
        }
    }

    private static void limits(BuiltStage broker) throws Exception {
        try (PahoClient client = PahoClient.connect(broker.with("max-packet=1000", "log=info"), "11-client")) {
            client.publish("t", "x".repeat(900), 1);
            assertThatThrownBy(() -> client.publish("t", "x".repeat(1100), 1)).isInstanceOf(MqttException.class);
        }
    }

    private static void log(BuiltStage broker) throws Exception {
        StageProgram program = broker.with("max-packet=1000", "log=info");
        PahoClient.connect(program, "11-visitor").close();
        program.awaitLine(Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\S+ info 11-visitor has connected from 127\\.0\\.0\\.1:"));
    }
}
