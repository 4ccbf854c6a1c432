package mqttlab.testkit.check;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.Set;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.student.InSameJvm;
import mqttlab.testkit.tap.TinyBroker;
import mqttlab.testkit.tap.TraceText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scene")
class SceneTest {

    @Test
    @DisplayName("keeps the port where nobody listens from everybody else until it ends")
    void keepsTheUnusedPort() throws Exception {
        InetSocketAddress unused;
        try (Scene scene = new Scene(new Setup(new InSameJvm(), null, 1), "any")) {
            URI uri = URI.create(scene.unusedUri());
            unused = new InetSocketAddress(uri.getHost(), uri.getPort());
            assertThatThrownBy(() -> listen(unused)).isInstanceOf(BindException.class);
            try (Socket client = new Socket()) {
                assertThatThrownBy(() -> client.connect(unused)).isInstanceOf(ConnectException.class);
            }
        }
        listen(unused);
    }

    @Test
    @DisplayName("gives a client that may say anything a broker of its own where that can harm it, and not elsewhere")
    void sparesTheSharedBroker() throws Exception {
        try (Brokers fragile = Brokers.named("embedded");
                Scene scene = new Scene(new Setup(new InSameJvm(), fragile, 1), "any")) {
            Broker shared = fragile.shared();
            scene.open();
            shared.stop();
            scene.connect("ana");
        }
        try (Broker student = Brokers.named("embedded").own(BrokerSettings.anonymous());
                Brokers judged = Brokers.judged("student", settings -> student);
                Scene scene = new Scene(new Setup(new InSameJvm(), judged, 1), "any")) {
            judged.shared();
            scene.connect("ana");
            student.stop();
            assertThatThrownBy(() -> scene.connect("luis")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    @DisplayName("tells a broker that could not be started, for which nobody is judged, from one that takes no connection")
    void notStarted() {
        try (Brokers late = Brokers.judged("the course's", settings -> {
            throw new InfrastructureException("it was too late");
        }); Scene scene = new Scene(new Setup(new InSameJvm(), late, 1), "any")) {
            assertThatThrownBy(() -> scene.connect("ana")).isInstanceOf(InfrastructureException.class)
                    .hasMessage("it was too late");
        }
    }

    @Test
    @DisplayName("of a check that will probably be lost has a judged broker of its own, and others share one")
    void suspects() throws Exception {
        List<String> started = new ArrayList<>();
        try (TinyBroker tiny = new TinyBroker(); Brokers judged = Brokers.judged("student", settings -> {
            started.add("one");
            return new TargetBroker(tiny.address().getHostString(), tiny.address().getPort());
        })) {
            Setup setup = new Setup(new InSameJvm(), judged, 1, Set.of("suspect"), Budget.UNBOUNDED);
            for (String check : List.of("any", "other", "suspect")) {
                try (Scene scene = new Scene(setup, check)) {
                    scene.tap();
                }
            }
            assertThat(started).hasSize(2);
        }
    }

    @Test
    @DisplayName("gives no name twice")
    void names() {
        try (Scene scene = new Scene(new Setup(new InSameJvm(), null, 1), "any")) {
            assertThat(Stream.generate(() -> scene.name("reader")).limit(100_000)).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("of a check that wants a heap of its own size has a judged broker of its own with it")
    void heap() throws Exception {
        List<BrokerSettings> started = new ArrayList<>();
        try (TinyBroker tiny = new TinyBroker(); Brokers judged = Brokers.judged("student", settings -> {
            started.add(settings);
            return new TargetBroker(tiny.address().getHostString(), tiny.address().getPort());
        })) {
            judged.shared();
            try (Scene scene = new Scene(new Setup(new InSameJvm(), judged, 1), "any", 32)) {
                scene.tap();
            }
        }
        assertThat(started).extracting(BrokerSettings::heap).containsExactly(OptionalInt.empty(), OptionalInt.of(32));
    }

    @Test
    @DisplayName("has an embedded broker of its own, since the one that others have used may be spoilt")
    void embedded() {
        try (Brokers embedded = Brokers.named("embedded");
                Scene scene = new Scene(new Setup(new InSameJvm(), embedded, 1), "any")) {
            embedded.shared().stop();
            assertThat(scene.client()).isNotNull();
        }
    }

    @Test
    @DisplayName("clears at its end what its publishers have retained; of those that are not judged nothing is in its trace")
    void publishers() throws Exception {
        try (TinyBroker tiny = new TinyBroker();
                Brokers target = Brokers.judged(new TargetBroker(tiny.address().getHostString(), tiny.address().getPort()))) {
            Scene scene = new Scene(new Setup(new InSameJvm(), target, 1), "any");
            scene.publisher().publishRetained("weather", "sunny");
            scene.untracedPublisher().publish("traffic", 1, "heavy");
            scene.close();

            scene.trace().one(fromClient(PUBLISH));
            assertThat(tiny.seen().await(3, fromClient(PUBLISH))).extracting(each -> each.packet().toString()).containsOnlyOnce(
                    "PUBLISH QoS 0 retain weather \"sunny\"", "PUBLISH QoS 0 retain weather \"\"");
        }
    }

    @Test
    @DisplayName("puts things right at its end while its broker still runs, with a new client if need be")
    void putsThingsRight() {
        List<String> done = new ArrayList<>();
        try (Brokers brokers = Brokers.named("embedded")) {
            Scene scene = new Scene(new Setup(new InSameJvm(), brokers, 1), "any");
            scene.connect("ana");
            scene.atEnd(() -> {
                scene.client().publish("a", 1, new byte[0]);
                done.add("cleared");
            });
            scene.close();
        }
        assertThat(done).containsExactly("cleared");
    }

    @Test
    @DisplayName("has folders that outlive the student's program, and not the scene; that the program was killed is in its trace")
    void folders() throws Exception {
        Path folder;
        try (Scene scene = new Scene(new Setup(new InSameJvm(), null, 1), "any")) {
            folder = scene.folder();
            Files.writeString(folder.resolve("journal"), "one line");
            scene.killCode();
            assertThat(folder.resolve("journal")).hasContent("one line");
            assertThat(scene.folder()).isNotEqualTo(folder).isEmptyDirectory();
            assertThat(TraceText.history(scene.trace())).contains("the program is killed");
        }
        assertThat(folder).doesNotExist();
    }

    private static void listen(InetSocketAddress address) throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address);
        }
    }
}
