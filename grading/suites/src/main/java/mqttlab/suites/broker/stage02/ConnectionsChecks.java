package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Many connections")
class ConnectionsChecks {

    /** Together more than the sockets on both sides can hold. */
    private static final int FLOOD_MESSAGES = 400;
    private static final int FLOOD_BYTES = 64 * 1024;
    private static final Duration FLOOD_PATIENCE = Duration.ofSeconds(15);
    private static final int FAREWELLS = 20;

    @Graded(task = 2, points = 2, dependsOn = "delivers",
            reason = "TCP is a stream of bytes: packets come in pieces, and several in one piece.",
            hint = "A piece may end anywhere: in the header, in the topic, in the payload. Whatever your broker has read of a "
                    + "packet must still be there when the rest comes.")
    @DisplayName("SUBSCRIBE and PUBLISH may come in pieces, and a piece may hold the end of one packet and the beginning of "
            + "another")
    void putsPacketsTogether(Scene scene) {
        String topic = scene.name("news");
        WireClient bystander = scene.connect(scene.name("bystander"));
        Subscriber reader = scene.subscriber();
        reader.client().sendSplit(Packets.subscribe(9, topic, 0).raw(), bystander::ping, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16);
        reader.client().expect(SUBACK, 9);

        Packet one = Packets.publish(topic).payload("one").packet();
        Packet two = Packets.publish(topic).payload("two".repeat(60)).packet();
        byte[] both = new byte[one.size() + two.size()];
        System.arraycopy(one.raw(), 0, both, 0, one.size());
        System.arraycopy(two.raw(), 0, both, one.size(), two.size());
        // The pieces: into the first topic; to the second length; between its two bytes; again and again into the second payload,
        // as the broker on a busy machine may still find several in one read.
        int second = one.size();
        scene.publisher().client().sendSplit(both, bystander::ping, 5, second + 1, second + 2, second + 30, second + 60,
                second + 90, second + 120, second + 150);

        reader.receivesExactly(topic, "one");
        reader.receivesExactly(topic, "two".repeat(60));
    }

    @Graded(task = 5, points = 2, dependsOn = "deliversToAllSubscribers",
            reason = "Subscribers come and go, with a DISCONNECT or without one. Whose connection is gone gets nothing more, and "
                    + "that is no concern of the publisher or of the other subscribers.",
            hint = "Sending to a client that has gone throws an exception, in whichever thread sends: whose loop, and whose "
                    + "connection, ends with it? And what becomes of the subscriptions of a client that has left?")
    @DisplayName("subscribers that leave, politely or not, disturb neither the publisher nor those who stay")
    void survivesSubscribersThatLeave(Scene scene) {
        String topic = scene.name("news");
        Subscriber polite = scene.subscriber(topic);
        Subscriber broken = scene.subscriber(topic);
        Subscriber faithful = scene.subscriber(topic);
        Publisher newsroom = scene.publisher();
        polite.client().disconnect();
        broken.client().abort();

        for (int i = 0; i < FAREWELLS; i++) {
            newsroom.publish(topic, "message " + i);
            faithful.receivesExactly(topic, "message " + i);
        }
        newsroom.client().ping();
    }

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.2-6", dependsOn = "delivers",
            hint = "With a clean session, a client begins with nothing. Where do you keep "
                    + "subscriptions, and who clears them away?")
    @DisplayName("a client that comes back with a clean session has no subscriptions left")
    void forgetsSubscriptions(Scene scene) {
        String topic = scene.name("news");
        String other = scene.name("weather");
        String name = scene.name("reader");
        Subscriber before = scene.subscriber(scene.connect(name), topic);
        before.client().disconnectAndAwaitClosed();
        Subscriber again = scene.subscriber(scene.connect(name), other);
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "for nobody");
        newsroom.publish(other, "for the reader");

        again.receives(other, "for the reader");
    }

    @Graded(task = 4, points = 3, dependsOn = {"deliversToAllSubscribers", "deliversToSubscribersOnly", "deliversLongPayloads"},
            reason = "A subscriber on a bad line reads slowly or not at all, and its socket fills up. With QoS 0 the broker may "
                    + "drop what does not fit; it must not wait, because everybody else would wait with it.",
            hint = "write() on a full socket waits until the other side reads. Which thread waits there in your broker, what "
                    + "else should that thread do, and which lock does it hold meanwhile?")
    @DisplayName("a subscriber that does not read holds up neither the publisher nor the others")
    void isNotHeldUpByASleeper(Scene scene) {
        String flooded = scene.name("flood");
        String quiet = scene.name("quiet");
        Subscriber sleeper = scene.subscriber(flooded);
        Subscriber reader = scene.subscriber(quiet);
        Publisher newsroom = scene.publisher();
        sleeper.client().stopReading();

        flood(newsroom, flooded, quiet);

        reader.receivesExactly(quiet, "after the flood");
        newsroom.client().ping();
        scene.connect(scene.name("newcomer")).ping();
    }

    /** All of it has one deadline: a broker that reads a little now and then is held up, too. */
    private static void flood(Publisher newsroom, String topic, String last) {
        Payload payload = Payload.of(new byte[FLOOD_BYTES]);
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < FLOOD_MESSAGES; i++) {
                newsroom.publish(topic, payload);
            }
            newsroom.publish(last, "after the flood");
        }, Thread::startVirtualThread);
        Duration patience = Patience.stretch(FLOOD_PATIENCE);
        try {
            flood.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            newsroom.client().abort();
            throw newsroom.client().trace().failure(
                    "the broker goes on reading from the publisher, although one subscriber does not read",
                    "after %s it had not yet taken %d messages of %d bytes".formatted(Patience.text(patience), FLOOD_MESSAGES,
                            FLOOD_BYTES));
        }
    }
}
