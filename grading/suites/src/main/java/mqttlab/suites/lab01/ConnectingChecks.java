package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.note;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.suites.Call;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Rule;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Connecting")
class ConnectingChecks {

    /** The return code of a CONNACK for a client that may not connect. */
    private static final int NOT_AUTHORIZED = 5;

    private static final int ATTEMPTS = 3;

    private static final String TOLD = "the first subscriber's listener is told";

    @Graded(task = 1, points = 1, clause = "MQTT-3.1.4-4",
            hint = "Until the CONNACK is there, nobody knows whether the broker lets you in. MqttClient.connect "
                    + "waits for it; MqttAsyncClient gives you a token to wait for. The time that you give the "
                    + "broker to answer is in milliseconds.")
    @DisplayName("connect returns only when the broker has accepted")
    void connects(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        for (int i = 1; !connects(scene, cadiz, i == ATTEMPTS); i++) {
            // Once more.
        }

        scene.trace().await(fromClient(CONNECT));
        int connection = scene.trace().all(fromClient(CONNECT)).getLast().connection();
        TracedPacket connack = scene.trace().await(fromBroker(CONNACK).onConnection(connection));
        scene.trace().inOrder(connack, scene.trace().one(scene.returned("connect")));
    }

    /** The first connection of a program takes its time: on a busy machine, more than the two seconds that the broker has. */
    private static boolean connects(Scene scene, Newsstand cadiz, boolean isLast) throws BrokerUnavailableException {
        Rule late = scene.tap().when(fromBroker(CONNACK)).once().delay(cadiz.aWhile().dividedBy(3));
        try {
            cadiz.newsroom();
            return true;
        } catch (BrokerUnavailableException e) {
            if (isLast) {
                throw e;
            }
            late.lift();
            return false;
        }
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.1.3-2", dependsOn = "connects",
            hint = "Look at the CONNECT in the history. The identifier goes to Paho's client as it is; version and clean "
                    + "session are options of the connection.")
    @DisplayName("publisher and subscriber connect with MQTT 3.1.1, a clean session and the identifier they were given")
    void connectsAsItself(Scene scene) throws BrokerUnavailableException {
        List<String> clientIds = List.of(scene.name("newsroom-of-the-newspaper"), scene.name("reader-in-the-café"));
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

    @Graded(task = 1, points = 1, dear = true,
            reason = "A program that cannot reach its broker should say so soon and in the words of its contract. A port that "
                    + "accepts connections is not yet a broker that answers: without a limit, Paho waits for ever.",
            hint = "Paho throws an MqttException: catch it where you connect, and throw what the contract "
                    + "promises, with Paho's exception as its cause. The connection timeout is about TCP; how long the "
                    + "synchronous client waits for an "
                    + "answer is another setting, setTimeToWait.")
    @DisplayName("where nobody listens, answers or accepts, connecting ends with a BrokerUnavailableException")
    void saysThatNoBrokerAnswers(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Unavailable connect = new Unavailable(scene.trace(), "connect");
        connect.expectWithCause(() -> cadiz.newsroom(scene.unusedUri()));
        connect.expectInTime(() -> () -> cadiz.subscriber(scene.unusedUri()));
        scene.tap().whenConnecting().once().refuse();
        connect.expect(cadiz::newsroom);
        refuse(cadiz, connect);
        scene.tap().whenConnecting().beSilent();
        connect.expectAfterPatience(() -> connecting(scene));
    }

    private static void refuse(Newsstand cadiz, Unavailable connect) throws BrokerUnavailableException {
        cadiz.answerInstead(CONNACK, connack -> Packets.connack(NOT_AUTHORIZED, false));
        connect.expect(cadiz::newsroom);
    }

    private static Call connecting(Scene scene) {
        Publisher unanswered = scene.create(Publisher.class);
        return () -> unanswered.connect(scene.brokerUri(), scene.name("newsroom"));
    }

    @Graded(task = 4, points = 1, dear = true, clause = "MQTT-3.1.4-2", dependsOn = "connects",
            hint = "The broker lets the newcomer in and closes the older connection. Paho tells you of it in "
                    + "connectionLost: pass it on to the listener. With setAutomaticReconnect, Paho would connect again by "
                    + "itself, and the two clients would throw each other out for ever.")
    @DisplayName("a subscriber that loses its connection to a namesake is told so, and does not connect again")
    void noticesThatItsIdentifierIsTaken(Scene scene) throws BrokerUnavailableException, InterruptedException {
        String clientId = scene.name("reader");
        CountDownLatch lost = new CountDownLatch(1);
        Subscriber first = scene.create(Subscriber.class);
        first.onConnectionLost(() -> {
            scene.trace().note(TOLD);
            lost.countDown();
        });
        first.connect(scene.brokerUri(), clientId);

        scene.create(Subscriber.class).connect(scene.brokerUri(), clientId);

        if (!lost.await(Patience.usual().toMillis(), TimeUnit.MILLISECONDS)) {
            throw scene.trace().failure("the first subscriber's listener is told that the connection is lost",
                    "it was not told within " + Patience.usual().toSeconds() + " seconds");
        }
        scene.trace().require(!connectsAgain(scene.trace()), "it is for the listener to connect again, or not",
                "a third CONNECT came, by itself");
        // The program goes on without this connection, and closes what is left of it in the end.
        first.close();
        scene.trace().one(note(TOLD));
    }

    /** Nothing stands behind what must not come here, so there is only to wait: Paho tries after a second, others after five. */
    private static boolean connectsAgain(Trace trace) {
        try {
            trace.await(3, fromClient(CONNECT), Duration.ofSeconds(6));
            return true;
        } catch (TraceFailure none) {
            return false;
        }
    }
}
