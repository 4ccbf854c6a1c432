package mqttlab.suites.broker.stage04;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
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
@DisplayName("How much is retained")
class SizeChecks {

    /** Together 24 MB: too many, and too much, for the socket and whatever queue is before it. */
    private static final int PAGES = 20_000;
    private static final Payload PAGE = Payload.of("x".repeat(1_200));
    private static final int PAGES_AT_ONCE = 200;
    private static final int VISITS = 8;
    private static final int QUITTERS = 8;
    private static final int AT_ONCE = 3;

    @Graded(task = 4, points = 3, dear = true, clause = "MQTT-3.3.1-6", dependsOn = "manyAllCome",
            hint = "Your broker has more for this client than its socket and any queue can hold. Which thread may wait for it, "
                    + "and what must that thread not hold meanwhile? And what ends its wait when the client gives up?")
    @DisplayName("a slow subscriber gets all of 20,000 messages, 24 MB, and nobody else waits for it, or pays for those who give "
            + "up")
    void slowSubscriberGetsAll(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String archive = scene.name("archive");
        String weather = scene.name("weather");
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "before");
        fill(luis, archive);
        WireClient slow = scene.client();
        slow.stopReading();
        slow.send(Packets.subscribe(1, archive + "/#", 0));

        Subscriber bystander = scene.subscriber(weather);
        bystander.receives(weather, "before");
        for (int visit = 0; visit < VISITS; visit++) {
            String page = archive + "/" + scene.random().nextInt(PAGES);
            luis.publishRetained(weather, "weather " + visit);
            bystander.receives(weather, "weather " + visit);
            scene.subscriber(page).receives(page, PAGE);
            scene.subscriber(weather).receives(weather, "weather " + visit);
        }
        giveUp(scene, archive, () -> {
            luis.publishRetained(weather, "still there");
            bystander.receives(weather, "still there");
        });
        slow.resumeReading();
        receivesAllPages(slow, archive);
    }

    /** Some ask for everything and read nothing, their connections break while the broker waits for them, and they return. */
    private static void giveUp(Scene scene, String archive, Runnable meanwhile) {
        List<String> names = Stream.generate(() -> scene.name("quitter")).limit(QUITTERS).toList();
        Deque<WireClient> quitters = new ArrayDeque<>();
        for (String name : names) {
            WireClient quitter = scene.connectUntraced(name);
            quitter.stopReading();
            quitter.send(Packets.subscribe(1, archive + "/#", 0));
            quitters.add(quitter);
            meanwhile.run();
            if (quitters.size() == AT_ONCE) {
                quitters.remove().abort();
            }
        }
        // The others were perhaps too quick for it: for these, the broker surely waits.
        scene.awaitRestOfBroker();
        quitters.forEach(WireClient::abort);
        meanwhile.run();
        scene.trace().note("those who gave up come back with their identifiers");
        names.forEach(name -> scene.connect(name).ping());
    }

    private static void fill(Publisher luis, String archive) {
        for (int sent = 0; sent < PAGES; sent += PAGES_AT_ONCE) {
            Packet[] packets = new Packet[PAGES_AT_ONCE];
            int first = sent;
            Arrays.setAll(packets, i -> Packets.publish(archive + "/" + (first + i)).retain().payload(PAGE).packet());
            luis.client().send(packets);
        }
        luis.awaitDelivered();
    }

    private static void receivesAllPages(WireClient slow, String archive) {
        BitSet came = new BitSet();
        while (came.cardinality() < PAGES) {
            Packet packet = slow.expect(
                    "all of %d retained messages, as it reads again; %d have come".formatted(PAGES, came.cardinality()),
                    any -> any.type() == SUBACK || any.type() == PUBLISH);
            if (packet.type() == PUBLISH) {
                came.set(Integer.parseInt(packet.topic().substring(archive.length() + 1)));
            }
        }
    }
}
