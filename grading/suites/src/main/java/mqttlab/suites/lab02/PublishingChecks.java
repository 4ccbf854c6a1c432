package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Publishing")
class PublishingChecks {

    private static final int MANY = 40;

    @Graded(task = 3, points = 1, clause = {"MQTT-3.3.2-1", "MQTT-4.3.2-1"},
            hint = "The identifier on the first line, then each field on one of its own, and line feeds only between them. In "
                    + "which encoding are the bytes that you send? If the connection is lost, the caller has to hear of it. And "
                    + "unless it is told otherwise, Paho has room for ten messages that wait for their PUBACK.")
    @DisplayName("an event is published on its topic as the contract says, and publish returns when it is acknowledged")
    void publishesTheEvent(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        List<Event> events = List.of(harbour.event("10/wind", "knots", "31.5", "from", "levante", "note", ""),
                harbour.event("Puerto Real/agua/alarm", "aviso", " «¡Ojo!» 🌊 2 + 2 = 4 \\n %n "), harbour.event("1/tide"));
        Packet connect = scene.trace().one(fromClient(CONNECT)).packet();
        scene.trace().require(connect.protocolLevel() == 4 && connect.cleanSession() && connect.clientId().startsWith("readers-"),
                "a CONNECT with MQTT 3.1.1, a clean session and the identifier that was given", "this was sent: " + connect);
        for (int i = 0; i < events.size(); i++) {
            scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(100, 300)));
            client.publish(events.get(i));
            scene.trace().inOrder(scene.trace().await(i + 1, fromBroker(PUBACK)).getLast(),
                    scene.trace().await(i + 1, scene.returned("publish")).getLast());
            TracedPacket publish = scene.trace().await(i + 1, fromClient(PUBLISH)).getLast();
            expect(scene, publish, events.get(i));
        }
        publishesManyAtOnce(scene, harbour, client);
        scene.tap().when(fromBroker(PUBACK)).once().cutBefore();
        Refused publish = new Refused(scene.trace(), "publish on a connection that is lost");
        publish.expectUnavailable(() -> client.publish(harbour.event("10/tide")));
        publish.expectUnavailable(() -> client.publish(harbour.event("1/tide")));
    }

    /** Any thread may publish at any time, also while many wait for their acknowledgement. */
    private static void publishesManyAtOnce(Scene scene, Harbour harbour, Feed client) {
        scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(300, 500)));
        Stream.generate(() -> harbour.event("10/wind")).limit(MANY)
                .map(event -> CompletableFuture.runAsync(() -> publish(client, event), Thread::startVirtualThread))
                .toList().forEach(CompletableFuture::join);
    }

    private static void publish(Feed client, Event event) {
        try {
            client.publish(event);
        } catch (BrokerUnavailableException e) {
            throw new CompletionException(e);
        }
    }

    /** Fields come in any order. */
    private static void expect(Scene scene, TracedPacket publish, Event event) {
        String topic = Harbour.topic(event);
        scene.trace().require(publish.packet().topic().equals(topic) && publish.packet().qos() == 1 && !publish.packet().retain(),
                "a PUBLISH with QoS 1, not retained, on " + topic, "this was sent: " + publish.packet(), publish);
        String expected = Harbour.text(event);
        String came = publish.packet().payload().text().orElse("");
        scene.trace().require(firstLine(came).equals(event.id()) && sorted(came).equals(sorted(expected)),
                "the payload " + Payload.of(expected), "the payload was " + publish.packet().payload(), publish);
    }

    private static String firstLine(String text) {
        return text.split("\n", -1)[0];
    }

    private static List<String> sorted(String text) {
        return Stream.of(text.split("\n", -1)).sorted().toList();
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.3.2-2",
            hint = "A broker closes the connection of a client that publishes to a topic with wildcards; a slash too many it "
                    + "does not even notice. Is the topic made by your scheme, before anything is sent?")
    @DisplayName("an event that has no topic is refused before anything is sent, and the next one is published as usual")
    void refusesBeforeSending(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Refused publish = new Refused(scene.trace(), "publish");
        for (String[] levels : List.of(new String[] {"bay", "+", "wind", ""}, new String[] {"bay", "10", "wind#", ""},
                new String[] {"bay", "10", "wind", "#"}, new String[] {"bay", "10/1", "wind", ""}, new String[] {"bay", "",
                "wind", ""},
                new String[] {"$SYS", "10", "wind", ""}, new String[] {"bay", "10", "wind", "alarm/"})) {
            publish.expect(Arrays.toString(levels),
                    () -> client.publish(new Event(levels[0], levels[1], levels[2], levels[3], scene.name("m"), Map.of())));
        }
        Event last = harbour.event("10/wind", "knots", "12");
        client.publish(last);

        TracedPacket first = scene.trace().await(fromClient(PUBLISH));
        scene.trace().require(first.packet().topic().equals(Harbour.topic(last)), "nothing is sent of what was refused",
                "this was sent: " + first.packet(), first);
    }
}
