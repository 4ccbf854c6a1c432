package mqttlab.suites.broker.stage03;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.Arrays;
import java.util.List;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that has subscribed, and another that publishes to find out what the first one hears. Behind each message goes a
 * sentinel, so that nobody has to wait for what does not come.
 */
final class Listener {

    private final WireClient client;
    private final WireClient publisher;
    private final String sentinels;
    private int count;

    private Listener(WireClient client, WireClient publisher, String sentinels) {
        this.client = client;
        this.publisher = publisher;
        this.sentinels = sentinels;
    }

    /** Everything of QoS 0, which is all that a broker knows at this stage. */
    static Listener to(Scene scene, String... filters) {
        Listener listener = new Listener(scene.connect(scene.name("ana")), scene.connect(scene.name("luis")),
                scene.name("sentinels"));
        Arrays.stream(filters).forEach(listener::subscribe);
        if (!List.of(filters).contains("#")) {
            // Who hears everything may hear them twice otherwise.
            listener.subscribe(listener.sentinels);
        }
        return listener;
    }

    WireClient client() {
        return client;
    }

    void subscribe(String filter) {
        client.subscribe(filter, 0);
    }

    void unsubscribe(String filter) {
        client.unsubscribe(filter);
    }

    /** A message on each of these topics reaches the listener, once. */
    void hears(String... topics) {
        for (String topic : topics) {
            String sentinel = publish(topic);
            client.expect("the message on " + SafeText.quote(topic),
                    p -> p.type() == PUBLISH && p.topic().equals(topic) && !p.payload().text().orElse("").equals(sentinel));
            client.expectNothingBefore(sentinel);
        }
    }

    /** None of these messages reaches the listener. */
    void doesNotHear(String... topics) {
        for (String topic : topics) {
            client.expectNothingBefore(publish(topic));
        }
    }

    /** Publishes, and gives the payload of the sentinel that follows. */
    private String publish(String topic) {
        count++;
        String sentinel = "sentinel " + count;
        publisher.publish(topic, 0, ("message " + count).getBytes(UTF_8));
        publisher.publish(sentinels, 0, sentinel.getBytes(UTF_8));
        return sentinel;
    }
}
