package mqttlab.suites.broker.stage03;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;

/** A subscriber with a few hundred filters, and what it must receive according to them. */
record CrowdMember(Subscriber subscriber, List<String> filters, Trace trace) {

    private static final int FILTERS_A_PACKET = 50;

    static CrowdMember with(Scene scene, List<String> filters) {
        Subscriber subscriber = scene.subscriber();
        for (int from = 0; from < filters.size(); from += FILTERS_A_PACKET) {
            subscriber.subscribeAtOnce(filters.subList(from, Math.min(from + FILTERS_A_PACKET, filters.size()))
                    .toArray(String[]::new));
        }
        return new CrowdMember(subscriber, filters, scene.trace());
    }

    /** Of the messages on these topics, whose payloads are their places in the list, it gets those it has filters for. */
    void receivesWhatItHasFiltersFor(List<String> topics, Publisher publisher) {
        int[] copies = new int[topics.size()];
        subscriber.receivesAllOf(publisher).forEach(message -> copies[place(message, topics)]++);
        for (int i = 0; i < copies.length; i++) {
            String topic = topics.get(i);
            List<String> matching = filters.stream().filter(filter -> matches(filter, topic)).toList();
            trace.require(copies[i] >= Math.min(1, matching.size()) && copies[i] <= matching.size(),
                    expected(topic, matching), copies[i] == 0 ? "it did not come" : "it came " + Count.of(copies[i], "time"));
        }
    }

    private int place(Packet message, List<String> topics) {
        int place = topics.indexOf(message.topic());
        trace.require(place >= 0 && message.payload().equals(Payload.of(Integer.toString(place))),
                "messages as they were published", name() + " was sent " + message);
        return place;
    }

    private String name() {
        return "the subscriber on connection " + subscriber.client().connection();
    }

    private String expected(String topic, List<String> matching) {
        String quoted = SafeText.quote(topic);
        return matching.isEmpty()
                ? "nothing on %s for %s: none of its %s matches that".formatted(quoted, name(),
                        Count.of(filters.size(), "filter"))
                : "the message on %s for %s, %s: %s matches it".formatted(quoted, name(),
                        matching.size() == 1 ? "once" : "1 to %d times".formatted(matching.size()),
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
