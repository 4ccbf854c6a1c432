package mqttlab.suites.lab04;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.WireClient;

/**
 * Another subscriber to all of a site, directly at the broker: it finds what is retained, and hears what is said from then on.
 * What comes to it is noted in the trace.
 */
record Visitor(Site site, WireClient client) {

    static Visitor at(Site site) {
        WireClient client = site.scene().client();
        client.subscribe(site.site() + "/#", 1);
        return new Visitor(site, client);
    }

    /** What is retained at the moment, by topic. */
    Map<String, String> all() {
        Map<String, String> found = new TreeMap<>();
        String sentinel = sentinel();
        for (Packet next = next(); !next.topic().equals(sentinel); next = next()) {
            note(found, next);
        }
        return found;
    }

    /** A newcomer finds this retained, and nothing else. What is still under way to the broker is waited for. */
    static void finds(Site site, Map<String, String> expected) {
        Visitor visitor = at(site);
        Map<String, String> found = visitor.all();
        try {
            while (!found.equals(expected)) {
                note(found, visitor.next());
            }
        } catch (TraceFailure nothingMore) {
            throw site.scene().trace().failure("whoever comes later finds retained at the broker: " + expected,
                    found.isEmpty() ? "nothing is retained" : "this is retained: " + found);
        }
        site.scene().trace().note("somebody who comes later finds retained at the broker: " + found);
    }

    private static void note(Map<String, String> found, Packet message) {
        if (message.payload().bytes().length == 0) {
            found.remove(message.topic());
        } else {
            found.put(message.topic(), message.payload().text().orElse("?"));
        }
    }

    /** From now on, or from the last time on, it hears these texts on that topic, one after the other, and no others. */
    void hears(String topic, String... texts) {
        List<String> heard = new ArrayList<>();
        try {
            while (!heard.equals(List.of(texts)) && heard.size() < texts.length) {
                hear(topic, heard, next());
            }
            String sentinel = sentinel();
            for (Packet next = next(); !next.topic().equals(sentinel); next = next()) {
                hear(topic, heard, next);
            }
        } catch (TraceFailure nothingMore) {
            // What came is judged.
        }
        site.scene().trace().note("a subscriber at the broker hears on %s: %s".formatted(topic, heard));
        site.scene().trace().require(heard.equals(List.of(texts)), "all who have subscribed hear on %s: %s".formatted(topic,
                List.of(texts)), "they hear " + heard);
    }

    private static void hear(String topic, List<String> heard, Packet message) {
        if (message.topic().equals(topic)) {
            heard.add(message.payload().text().orElse("?"));
        }
    }

    /** Published behind all that has been said; gives its topic. */
    private String sentinel() {
        String topic = site.call(site.scene().name(Site.SENTINEL));
        site.says(topic, "now");
        return topic;
    }

    private Packet next() {
        return client.expect("a message", each -> each.type() == PUBLISH);
    }
}
