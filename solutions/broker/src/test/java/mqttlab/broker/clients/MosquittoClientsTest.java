package mqttlab.broker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Tap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With Mosquitto's own clients")
class MosquittoClientsTest extends ForClients {

    private static final String PACKAGE = "mosquitto-clients";

    private String pub;
    private String sub;
    private String rr;

    private final List<Tap> taps = new ArrayList<>();

    @AfterEach
    void closeTaps() {
        taps.forEach(Tap::close);
    }

    @BeforeEach
    void find() {
        pub = Program.require("mosquitto_pub", PACKAGE);
        sub = Program.require("mosquitto_sub", PACKAGE);
        rr = Program.require("mosquitto_rr", PACKAGE);
    }

    private String[] command(String program, String... options) {
        return command(program, port, options);
    }

    private String[] command(String program, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(program, "-h", host, "-p", Integer.toString(port), "-V", "mqttv311"));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    /** Subscribed when this returns, as the packets show that go by. */
    private Program subscribed(String... options) throws IOException {
        Tap tap = Tap.to(() -> new InetSocketAddress(host, port));
        taps.add(tap);
        Program program = Program.start(command(sub, tap.address().getPort(), options));
        tap.trace().await(Events.fromBroker(PacketType.SUBACK));
        return program;
    }

    private void publish(String... options) throws IOException, InterruptedException {
        try (Program publishing = Program.start(command(pub, options))) {
            assertThat(publishing.ended(0)).isEmpty();
        }
    }

    @ParameterizedTest(name = "QoS {0}")
    @ValueSource(strings = {"0", "1", "2"})
    @DisplayName("a message goes from mosquitto_pub to mosquitto_sub")
    void publishAndSubscribe(String qos) throws Exception {
        try (Program reader = subscribed("-t", "noticias/#", "-q", qos, "-v", "-C", "2")) {
            publish("-t", "noticias/cádiz", "-q", qos, "-m", "levante en la bahía");
            publish("-t", "noticias/cádiz/cultura", "-q", qos, "-m", "carnaval");
            assertThat(reader.ended(0)).containsExactly("noticias/cádiz levante en la bahía", "noticias/cádiz/cultura carnaval");
        }
    }

    @Test
    @DisplayName("a retained message goes to a later mosquitto_sub, until mosquitto_pub clears it")
    void retained() throws Exception {
        publish("-t", "tablón", "-q", "1", "-r", "-m", "aviso");
        publish("-t", "gone", "-q", "1", "-r", "-m", "aviso");
        publish("-t", "gone", "-q", "1", "-r", "-n");
        publish("-t", "tablón/2", "-q", "1", "-r", "-m", "otro");
        try (Program reader = Program.start(command(sub, "-t", "#", "-C", "2", "-F", "%t %r %p"))) {
            assertThat(reader.ended(0)).containsExactlyInAnyOrder("tablón 1 aviso", "tablón/2 1 otro");
        }
    }

    @Test
    @DisplayName("a persistent session of mosquitto_sub keeps what comes while it is away")
    void session() throws Exception {
        String[] persistent = {"-t", "t", "-q", "2", "-c", "-i", "lector"};
        try (Program subscribing = Program.start(command(sub, Stream.concat(Stream.of(persistent), Stream.of("-E"))
                .toArray(String[]::new)))) {
            subscribing.ended(0);
        }
        publish("-t", "t", "-q", "1", "-m", "uno");
        publish("-t", "t", "-q", "2", "-m", "dos");
        try (Program reader = Program.start(command(sub, Stream.concat(Stream.of(persistent), Stream.of("-C", "2"))
                .toArray(String[]::new)))) {
            assertThat(reader.ended(0)).containsExactly("uno", "dos");
        }
    }

    @Test
    @DisplayName("the will of a mosquitto_sub that is killed is published")
    void will() throws Exception {
        try (Program heir = subscribed("-t", "will", "-q", "1", "-C", "1");
                Program doomed = subscribed("-t", "t", "--will-topic", "will", "--will-payload", "adiós", "--will-qos", "1")) {
            doomed.kill();
            assertThat(heir.ended(0)).containsExactly("adiós");
        }
    }

    @Test
    @DisplayName("mosquitto_rr gets its response")
    void response() throws Exception {
        // The response is there before the request: rr takes what comes on its topic.
        publish("-t", "response", "-q", "1", "-r", "-m", "pong");
        try (Program asked = subscribed("-t", "request", "-q", "1", "-C", "1");
                Program asking = Program.start(command(rr, "-t", "request", "-e", "response", "-q", "1", "-m", "ping"))) {
            assertThat(asked.ended(0)).containsExactly("ping");
            assertThat(asking.ended(0)).containsExactly("pong");
        }
    }

    @Test
    @DisplayName("mosquitto_pub sends ten thousand lines of its input with QoS 1, and each arrives, in order")
    void lines() throws Exception {
        int count = 10_000;
        try (Program reader = subscribed("-t", "lines", "-q", "1", "-C", Integer.toString(count))) {
            Process publishing = new ProcessBuilder(command(pub, "-t", "lines", "-q", "1", "-l"))
                    .redirectErrorStream(true).start();
            try (var lines = publishing.outputWriter()) {
                for (int i = 0; i < count; i++) {
                    lines.write(i + "\n");
                }
            }
            assertThat(reader.ended(0)).isEqualTo(IntStream.range(0, count).mapToObj(Integer::toString).toList());
            assertThat(publishing.waitFor()).isZero();
        }
    }

    @Test
    @DisplayName("one that speaks MQTT 5 is told that the broker does not")
    void version() throws Exception {
        String[] command = command(pub, "-t", "t", "-m", "m");
        command[List.of(command).indexOf("mqttv311")] = "mqttv5";
        try (Program publishing = Program.start(command)) {
            assertThat(publishing.ended()).anyMatch(line -> line.contains("Unsupported Protocol Version"));
        }
    }
}
