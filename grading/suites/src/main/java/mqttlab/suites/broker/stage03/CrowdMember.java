package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;

/** A client with a few hundred filters, and what it must hear according to them. */
final class CrowdMember {

    private static final int FILTERS_A_PACKET = 50;

    private final Scene scene;
    private final WireClient client;
    private final String name;
    private final List<String> filters;
    private final String sentinels;

    CrowdMember(Scene scene, List<String> filters) {
        this.scene = scene;
        this.name = scene.name("reader");
        this.client = scene.connect(name);
        this.filters = filters;
        this.sentinels = scene.name("sentinels");
        client.subscribe(sentinels, 0);
        for (int from = 0; from < filters.size(); from += FILTERS_A_PACKET) {
            int id = 1000 + from;
            client.send(Packets.subscribe(id, filters.subList(from, Math.min(from + FILTERS_A_PACKET, filters.size())).stream()
                    .map(filter -> new TopicFilter(filter, 0)).toArray(TopicFilter[]::new)));
            client.expect(SUBACK, id);
        }
    }

    /** A topic that is not among those of the crowd. */
    String sentinels() {
        return sentinels;
    }

    /** Of the messages on these topics, whose payloads are their places in the list, it gets those it has filters for. */
    void expect(List<String> topics, String sentinel) {
        int[] copies = new int[topics.size()];
        for (Packet packet = client.expect(PUBLISH); !packet.payload().equals(Payload.of(sentinel));
                packet = client.expect(PUBLISH)) {
            copies[place(packet, topics)]++;
        }
        for (int i = 0; i < copies.length; i++) {
            String topic = topics.get(i);
            List<String> matching = filters.stream().filter(filter -> matches(filter, topic)).toList();
            scene.trace().require(copies[i] >= Math.min(1, matching.size()) && copies[i] <= matching.size(),
                    expected(topic, matching), copies[i] == 0 ? "it did not come" : "it came " + copies[i] + " times");
        }
    }

    private int place(Packet packet, List<String> topics) {
        int place = topics.indexOf(packet.topic());
        scene.trace().require(place >= 0 && packet.payload().equals(Payload.of(Integer.toString(place))),
                "messages as they were published", name + " was sent " + packet);
        return place;
    }

    private String expected(String topic, List<String> matching) {
        String quoted = SafeText.quote(topic);
        return matching.isEmpty()
                ? "nothing on %s for %s: none of its %d filters matches that".formatted(quoted, name, filters.size())
                : "the message on %s for %s, 1 to %d times: %s matches it".formatted(quoted, name, matching.size(),
                        matching.stream().limit(3).map(SafeText::quote).collect(Collectors.joining(", ")));
    }

    /** Section 4.7.1, as plainly as it can be said; there is no $ here. */
    private static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
