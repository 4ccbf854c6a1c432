package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Connecting")
class ConnectingChecks {

    @Graded(task = 1, points = 1, clause = "MQTT-3.1.4-4",
            hint = "Until the CONNACK is there, nobody knows whether the broker lets you in. MqttClient.connect "
                    + "waits for it; MqttAsyncClient gives you a token to wait for. The time that you give the "
                    + "broker to answer is in milliseconds.")
    @DisplayName("connect returns only when the broker has accepted")
    void connects(Scene scene) throws BrokerUnavailableException {
        scene.tap().when(fromBroker(CONNACK)).once().delay(Newsstand.A_WHILE.dividedBy(2));

        Newsstand.in(scene).newsroom();

        TracedPacket connack = scene.trace().await(fromBroker(CONNACK));
        scene.trace().inOrder(connack, scene.trace().one(scene.returned("connect")));
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.1.3-2", dependsOn = "connects",
            hint = "Look at the CONNECT in the history. The identifier goes to Paho's client as it is; version and clean "
                    + "session are options of the connection.")
    @DisplayName("publisher and subscriber connect with MQTT 3.1.1, a clean session and the identifier they were given")
    void connectsAsItself(Scene scene) throws BrokerUnavailableException {
        List<String> clientIds = List.of(scene.name("newsroom"), scene.name("reader"));
        scene.create(Publisher.class).connect(scene.brokerUri(), clientIds.getFirst());
        scene.create(Subscriber.class).connect(scene.brokerUri(), clientIds.getLast());

        List<TracedPacket> connects = scene.trace().await(2, fromClient(CONNECT));
        for (int i = 0; i < 2; i++) {
            Packet packet = connects.get(i).packet();
            scene.trace().require(
                    packet.clientId().equals(clientIds.get(i)) && packet.protocolLevel() == 4 && packet.cleanSession(),
                    "a CONNECT of " + clientIds.get(i) + " with MQTT 3.1.1 (protocol level 4) and a clean session",
                    "this was sent: " + packet, connects.get(i));
        }
    }

    @Graded(task = 1, points = 1,
            reason = "A program that cannot reach its broker should say so soon and in the words of its contract. A port that "
                    + "accepts connections is not yet a broker that answers: without a limit, Paho waits for ever.",
            hint = "Paho throws an MqttException: catch it where you connect, and throw what the contract "
                    + "promises. The connection timeout is about TCP; how long the synchronous client waits for an "
                    + "answer is another setting, setTimeToWait.")
    @DisplayName("where nobody listens, or nobody answers, connecting ends with a BrokerUnavailableException")
    void saysThatNoBrokerAnswers(Scene scene) {
        expectUnavailable(scene, scene.unusedUri());
        scene.tap().whenConnecting().beSilent();
        expectUnavailable(scene, scene.brokerUri());
    }

    private static void expectUnavailable(Scene scene, String uri) {
        Publisher newsroom = scene.create(Publisher.class);
        Trace trace = scene.trace();
        long start = System.nanoTime();
        try {
            newsroom.connect(uri, scene.name("newsroom"));
            throw trace.failure("connecting ends with a BrokerUnavailableException", "it returned as if it were connected");
        } catch (BrokerUnavailableException expected) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Duration enough = Duration.ofSeconds(BrokerUnavailableException.PATIENCE_SECONDS).plus(Patience.usual());
            trace.require(took.compareTo(enough) < 0,
                    "a BrokerUnavailableException after " + BrokerUnavailableException.PATIENCE_SECONDS + " seconds at most",
                    "it came after " + took.toMillis() + " ms");
        }
    }

    @Graded(task = 4, points = 2, clause = "MQTT-3.1.4-2", dependsOn = "connects",
            hint = "The broker lets the newcomer in and closes the older connection. Paho tells you of it in "
                    + "connectionLost: pass it on to the listener.")
    @DisplayName("a subscriber whose identifier somebody else connects with is told that its connection is lost")
    void noticesThatItsIdentifierIsTaken(Scene scene) throws BrokerUnavailableException, InterruptedException {
        String clientId = scene.name("reader");
        CompletableFuture<Void> lost = new CompletableFuture<>();
        Subscriber first = scene.create(Subscriber.class);
        first.onConnectionLost(() -> {
            scene.trace().note("the first subscriber's listener is told");
            lost.complete(null);
        });
        first.connect(scene.brokerUri(), clientId);

        scene.create(Subscriber.class).connect(scene.brokerUri(), clientId);

        try {
            lost.get(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw scene.trace().failure("the first subscriber's listener is told that the connection is lost",
                    "it was not told within " + Patience.usual().toSeconds() + " seconds");
        }
    }
}
