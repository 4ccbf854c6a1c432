package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Many connections")
class ConnectionsChecks {

    private static final int CROWD = 400;
    private static final int NAMELESS = 3;

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

    @Graded(task = 3, points = 1, dependsOn = "deliversToAllSubscribers",
            reason = "A broker has as many clients as come. A pool with a fixed number of threads serves so many of them, and "
                    + "the next one waits until another leaves.",
            hint = "How many clients can be connected to your broker at a time? What takes part in each connection for as long "
                    + "as it lasts, and is there a limit to it? And how does your broker tell clients apart that have not given "
                    + "an identifier?")
    @DisplayName("hundreds of clients are connected at a time, some without an identifier, and a message reaches all that have "
            + "subscribed")
    void servesACrowd(Scene scene) {
        String topic = scene.name("news");
        List<Subscriber> crowd = new ArrayList<>(scene.subscribers(CROWD, topic));
        for (int i = 0; i < NAMELESS; i++) {
            crowd.add(scene.subscriber(scene.connect(""), topic));
        }
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "for everybody");

        for (Subscriber reader : crowd) {
            reader.receivesExactly(topic, "for everybody");
        }
    }
}
