package mqttlab.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.tls.TestCertificate;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A broker that is")
@ParameterizedClass(name = "{0}")
@MethodSource("mqttlab.testkit.broker.KindsHere#all")
@ProvedOnce(reads = {})
class BrokerTest {

    private static Brokers brokers;

    @Parameter
    BrokerKind kind;

    @BeforeParameterizedClassInvocation
    static void open(BrokerKind kind) {
        brokers = Brokers.forced(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        brokers.close();
    }

    @Test
    @DisplayName("shared takes anybody and passes messages on")
    void shared() throws Exception {
        try (Paho reader = Paho.to(brokers.shared(), "reader").subscribe("news/#");
                Paho writer = Paho.to(brokers.shared(), "writer")) {
            writer.publish("news/cadiz", "levante", false);
            assertThat(reader.next()).isEqualTo("news/cadiz levante");
        }
        assertThat(brokers.shared()).isSameAs(brokers.shared());
    }

    @Test
    @DisplayName("running says what it is, with its version, and keeps a log")
    void description() throws Exception {
        Broker broker = brokers.shared();
        Paho.to(broker, "noticed").close();
        assertThat(broker.description()).matches("(Mosquitto|Moquette) \\d+\\.\\d+.* \\(" + kind.word() + ".*\\)");
        assertThat(broker.log()).isNotEmpty();
    }

    @Test
    @DisplayName("given a password file refuses those without a name or with a wrong password")
    void users() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withUser("ana", "señal").withUser("bea", "otra"))) {
            Paho.as(broker, "ana", "señal").close();
            Paho.as(broker, "bea", "otra").close();
            assertThatThrownBy(() -> Paho.to(broker, "nobody")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> Paho.as(broker, "ana", "otra")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> Paho.as(broker, "carla", "otra")).isInstanceOf(MqttException.class);
        }
    }

    @Test
    @DisplayName("given an ACL passes on only what it allows")
    void acl() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withUser("ana", "a").withUser("bea", "b")
                        .withAcl("user ana", "topic readwrite open/#", "user bea", "topic read open/#"));
                Paho ana = Paho.as(broker, "ana", "a").subscribe("open/#");
                Paho bea = Paho.as(broker, "bea", "b")) {
            bea.drop("open/door", "lost");
            bea.subscribe("open/window");
            // A broker takes a client's packets in order: now it has seen bea's message.
            ana.publish("open/door", "sentinel", false);
            assertThat(ana.next()).isEqualTo("open/door sentinel");
            ana.drop("closed/door", "lost");
            ana.publish("open/window", "read", false);
            assertThat(bea.next()).isEqualTo("open/window read");
        }
    }

    @Test
    @DisplayName("persistent keeps retained messages and sessions over a restart")
    void persistence() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withPersistence())) {
            remember(broker);
            broker.stop();
            assertThatThrownBy(() -> Paho.to(broker, "too late")).isInstanceOf(MqttException.class);
            broker.start();
            try (Paho sleeper = Paho.withSession(broker, "sleeper"); Paho fresh = Paho.to(broker, "fresh")) {
                assertThat(sleeper.next()).isEqualTo("letter for you");
                assertThat(fresh.subscribe("board").next()).isEqualTo("board retained notice");
            }
        }
    }

    @Test
    @DisplayName("not persistent forgets them")
    void noPersistence() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous())) {
            remember(broker);
            broker.stop();
            broker.start();
            try (Paho sleeper = Paho.withSession(broker, "sleeper"); Paho fresh = Paho.to(broker, "fresh")) {
                fresh.subscribe("#").publish("letter", "sentinel", false);
                assertThat(fresh.next()).isEqualTo("letter sentinel");
                sleeper.subscribe("last").publish("last", "sentinel", false);
                assertThat(sleeper.next()).isEqualTo("last sentinel");
            }
        }
    }

    private static void remember(Broker broker) throws MqttException {
        try (Paho sleeper = Paho.withSession(broker, "sleeper"); Paho writer = Paho.to(broker, "writer")) {
            sleeper.subscribe("letter").close();
            writer.publish("letter", "for you", false);
            writer.publish("board", "notice", true);
        }
    }

    @Test
    @DisplayName("asked for TLS speaks it on a second port, with the certificate it was given")
    void tls() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withTls());
                Paho safe = Paho.overTls(broker, "safe", TestCertificate.localhost()).subscribe("t");
                Paho plain = Paho.to(broker, "plain")) {
            plain.publish("t", "both ports, one broker", false);
            assertThat(safe.next()).isEqualTo("t both ports, one broker");
            TestCertificate stranger = TestCertificate.forHosts("localhost", "127.0.0.1");
            assertThatThrownBy(() -> Paho.overTls(broker, "distrustful", stranger)).isInstanceOf(MqttException.class);
        }
        assertThat(brokers.shared().tlsPort()).isEmpty();
    }

    @Test
    @DisplayName("limited in the size of packets refuses a longer one; unlimited takes 100 KB")
    void packetSize() throws Exception {
        String letter = "x".repeat(100_000);
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withMaxPacketBytes(2_000));
                Paho reader = Paho.to(broker, "reader").subscribe("t");
                Paho writer = Paho.to(broker, "writer")) {
            assertThatThrownBy(() -> writer.publish("t", letter, false)).isInstanceOf(MqttException.class);
            try (Paho second = Paho.to(broker, "second")) {
                second.publish("t", "short", false);
                assertThat(reader.next()).isEqualTo("t short");
            }
        }
        try (Paho reader = Paho.to(brokers.shared(), "reader of much").subscribe("much")) {
            reader.publish("much", letter, false);
            assertThat(reader.next()).isEqualTo("much " + letter);
        }
    }

    @Test
    @DisplayName("limited in its connections refuses one more, or says that it cannot")
    void connections() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous().withMaxConnections(1));
                Paho first = Paho.to(broker, "first")) {
            if (broker.unmet().isEmpty()) {
                assertThatThrownBy(() -> Paho.to(broker, "second")).isInstanceOf(MqttException.class);
            } else {
                assertThat(broker.unmet()).containsExactly("Moquette does not limit the connections");
                Paho.to(broker, "second").close();
            }
            first.publish("t", "still there", false);
        }
    }

    @Test
    @DisplayName("paused takes connections and answers nothing until it is resumed")
    void pause() throws Exception {
        try (Broker broker = brokers.own(BrokerSettings.anonymous()); Wire before = new Wire(broker)) {
            before.send(Wire.connect("before"));
            assertThat(before.read(4, 10_000)).isEqualTo(Wire.CONNACK);
            broker.pause();
            before.send(Wire.subscribe("t"));
            try (Wire during = new Wire(broker)) {
                during.send(Wire.connect("during"));
                assertThatThrownBy(() -> during.read(1, 300)).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> before.read(1, 100)).isInstanceOf(SocketTimeoutException.class);
                broker.resume();
                assertThat(during.read(4, 10_000)).isEqualTo(Wire.CONNACK);
                assertThat(before.read(5, 10_000)).isEqualTo(Wire.SUBACK);
            }
        }
    }

    @Test
    @DisplayName("closed is gone, also when it was paused, and closing it again does nothing")
    void closed() {
        Broker broker = brokers.own(BrokerSettings.anonymous());
        broker.pause();
        broker.close();
        assertThatThrownBy(() -> Paho.to(broker, "late")).isInstanceOf(MqttException.class);
        broker.close();
    }

    @Test
    @DisplayName("busy answers every SUBSCRIBE that comes right behind the CONNACK, or glued to the CONNECT")
    void hurry() throws Exception {
        Broker broker = brokers.shared();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = IntStream.range(0, 600).<Future<?>>mapToObj(i -> clients.submit(() -> {
                hurry(broker, i);
                return null;
            })).toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static void hurry(Broker broker, int i) throws IOException {
        try (Wire client = new Wire(broker)) {
            byte[] subscribe = Wire.subscribe("hurry/" + i);
            if (i % 2 == 0) {
                client.send(Wire.connect("hurry" + i), subscribe, Wire.publish("elsewhere", "x"));
                assertThat(client.read(4, 10_000)).isEqualTo(Wire.CONNACK);
            } else {
                client.send(Wire.connect("hurry" + i));
                assertThat(client.read(4, 10_000)).isEqualTo(Wire.CONNACK);
                client.send(subscribe, Wire.publish("elsewhere", "x"));
            }
            assertThat(client.read(5, 10_000)).as("client %d", i).isEqualTo(Wire.SUBACK);
            assertThat(client.read(4, 10_000)).as("client %d", i).isEqualTo(Wire.PUBACK);
        }
    }
}
