package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.contracts.lab01.BrokerUnavailableException;
import mqttlab.contracts.lab01.Publisher;
import mqttlab.contracts.lab01.Subscriber;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Clause;
import mqttlab.testkit.check.DependsOn;
import mqttlab.testkit.check.Hint;
import mqttlab.testkit.check.Points;
import mqttlab.testkit.check.Reason;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@CheckSuite
@Order(1)
@DisplayName("Connecting")
class ConnectingChecks {

    @Test
    @Order(1)
    @Points(1)
    @Clause("MQTT-3.1.3-2")
    @Hint("Look at the CONNECT in the history. The identifier goes to Paho's client as it is; version and clean session are "
            + "options of the connection.")
    @DisplayName("publisher and subscriber connect with MQTT 3.1.1, a clean session and the identifier they were given")
    void connectsAsItself(Scene scene) throws BrokerUnavailableException {
        String newsroom = scene.name("newsroom");
        String reader = scene.name("reader");
        scene.create(Publisher.class).connect(scene.brokerUri(), newsroom);
        scene.create(Subscriber.class).connect(scene.brokerUri(), reader);

        for (String clientId : new String[] {newsroom, reader}) {
            TracedPacket connect = scene.trace().await(fromClient(CONNECT).byClient(clientId));
            Packet packet = connect.packet();
            scene.trace().require(packet.protocolLevel() == 4 && packet.cleanSession(),
                    "a CONNECT with MQTT 3.1.1 and a clean session", "this was sent: " + packet, connect);
        }
    }

    @Test
    @Order(2)
    @Points(1)
    @Reason("A program that cannot reach its broker should say so at once, in the words of its contract, and not hang.")
    @DependsOn("connectsAsItself")
    @Hint("Paho throws an MqttException. Catch it where you connect, and throw what the contract promises.")
    @DisplayName("where nobody listens, connecting ends with a BrokerUnavailableException")
    void saysThatNobodyListens(Scene scene) {
        expectUnavailable(scene, scene.unusedUri());
    }

    @Test
    @Order(3)
    @Points(1)
    @Reason("A port that accepts connections is not yet a broker that answers: without a limit, Paho waits for ever.")
    @DependsOn("connectsAsItself")
    @Hint("The connection timeout is about TCP. How long the synchronous client waits for an answer of the broker is a "
            + "setting of its own: look for setTimeToWait.")
    @DisplayName("a broker that accepts the connection but never answers is given up as unavailable")
    void givesUpOnASilentBroker(Scene scene) {
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
            trace.require(took.compareTo(Patience.usual()) < 0,
                    "a BrokerUnavailableException after " + BrokerUnavailableException.PATIENCE_SECONDS + " seconds at most",
                    "it came after " + took.toMillis() + " ms");
        }
    }

    @Test
    @Order(4)
    @Points(2)
    @Clause("MQTT-3.1.4-2")
    @DependsOn("connectsAsItself")
    @Hint("The broker lets the newcomer in and closes the older connection. Paho tells you of it in connectionLost: pass it "
            + "on to the listener.")
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
