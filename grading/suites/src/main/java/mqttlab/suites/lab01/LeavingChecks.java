package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.note;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.suites.Call;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Leaving")
class LeavingChecks {

    private static final String TOLD = "the subscriber's listener is told of a lost connection";

    @Graded(task = 5, points = 1, clause = {"MQTT-3.14.4-1", "MQTT-3.14.4-3"}, dependsOn = "connects",
            hint = "Paho's close() only frees what the client holds. disconnect() is what says goodbye, and it wants a "
                    + "connection: the second close() must not try it again, nor one without a connection the first time.")
    @DisplayName("close sends a DISCONNECT first, and may be called twice, or without a connection")
    void takesLeave(Scene scene) throws BrokerUnavailableException {
        scene.create(Publisher.class).close();
        scene.create(Subscriber.class).close();
        Newsstand cadiz = Newsstand.in(scene);
        Publisher newsroom = cadiz.newsroom();
        Subscriber subscriber = scene.create(Subscriber.class);
        subscriber.onConnectionLost(() -> scene.trace().note(TOLD));
        subscriber.connect(scene.brokerUri(), scene.name("reader"));

        newsroom.close();
        newsroom.close();
        subscriber.close();
        subscriber.close();

        for (TracedPacket connect : scene.trace().await(2, fromClient(CONNECT))) {
            scene.trace().await(fromClient(DISCONNECT).byClient(connect.packet().clientId()));
            scene.trace().await(closed(connect.connection()));
        }
        scene.trace().none(note(TOLD));
    }

    @Graded(task = 5, points = 1, dear = true, dependsOn = "connects",
            reason = "A program whose threads or connections outlive close() never ends, and a broker that wakes up too late has "
                    + "a client that nobody knows of any more.",
            hint = "The names of the threads tell whose they are: those of Paho begin with MQTT, those of an ExecutorService "
                    + "with pool. What ends yours? Paho does not give up by itself when a call of yours has: see "
                    + "disconnectForcibly, and the disconnect that is told how long to wait.")
    @DisplayName("close leaves no connection and no thread behind, even where the broker is gone or does not answer")
    void leavesNothingBehind(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> reader = cadiz.reader();
        Subscriber lost = cadiz.subscriber();
        int connection = scene.trace().one(fromClient(CONNECT)).connection();
        lost.subscribe(cadiz.filter(), reader::accept);
        Subscriber subscriber = cadiz.subscriber();
        subscriber.subscribe(cadiz.filter(), reader::accept);
        mqttlab.testkit.wire.Publisher somebody = scene.untracedPublisher();
        somebody.publish(cadiz.topic("culture"), 1, "For both");
        reader.await(2);
        Subscriber unconnected = scene.create(Subscriber.class);
        Subscriber refused = scene.create(Subscriber.class);
        begin(() -> refused.connect(scene.unusedUri(), scene.name("reader"))).join();
        Newsstand sevilla = new Newsstand(scene, scene.name("sevilla"));
        Publisher unheard = sevilla.newsroom();
        Publisher unaccepted = scene.create(Publisher.class);
        scene.tap().when(fromBroker(PUBACK)).drop();
        scene.tap().whenConnecting().beSilent();
        scene.tap().cut(connection);
        CompletableFuture<Void> publishing = begin(() -> unheard.publish(sevilla.carnival()));
        CompletableFuture<Void> connecting = begin(() -> unaccepted.connect(scene.brokerUri(), scene.name("newsroom")));
        CompletableFuture.allOf(publishing, connecting).join();
        // Nothing has come for two seconds, which is no reason to leave.
        somebody.publish(cadiz.topic("culture"), 1, "For the one that is left");
        reader.await(3);

        List.of(lost, subscriber, unconnected, refused).forEach(Subscriber::close);
        List.of(unheard, unaccepted).forEach(Publisher::close);

        for (TracedPacket connect : scene.trace().await(4, fromClient(CONNECT))) {
            scene.trace().await(closed(connect.connection()));
        }
        scene.requireThatAProgramCanEnd();
    }

    /** However it ends: that is for other checks. */
    private static CompletableFuture<Void> begin(Call call) {
        return CompletableFuture.runAsync(() -> {
            try {
                call.make();
            } catch (BrokerUnavailableException e) {
                // as the contract says
            }
        }, Thread::startVirtualThread).exceptionally(other -> null);
    }
}
