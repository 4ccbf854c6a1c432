package mqttlab.lab02;

import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.TopicScheme;

/** The topics of the feeds, and what a topic filter matches. */
public final class Scheme implements TopicScheme {

    @Override
    public String topic(Event event) {
        // lab:task 1 Join feed, place, subject and, if there is one, the detail; refuse what is not one topic level, and a feed with a $ at the beginning
        if (event.feed().startsWith("$")) {
            throw new IllegalArgumentException("topics that begin with $ are the broker's: " + event.feed());
        }
        String topic = level(event.feed()) + "/" + level(event.place()) + "/" + level(event.subject());
        return event.detail().isEmpty() ? topic : topic + "/" + level(event.detail());
        // lab:end
    }

    // lab:hide
    private static String level(String text) {
        if (text == null || !text.matches("[^/+#\0]+")) {
            throw new IllegalArgumentException("not one topic level: \"" + text + '"');
        }
        return text;
    }
    // lab:end

    @Override
    public String newsOf(String city) {
        // lab:task 1 A filter for all news of one city
        return "news/" + level(city) + "/#";
        // lab:end
    }

    @Override
    public String section(String section) {
        // lab:task 1 A filter for one section of the news, with all its details, of every city
        return "news/+/" + level(section) + "/#";
        // lab:end
    }

    @Override
    public String measured(String quantity) {
        // lab:task 1 A filter for one quantity at all stations of the bay, without the alarms
        return "bay/+/" + level(quantity);
        // lab:end
    }

    @Override
    public String alarms() {
        // lab:task 1 A filter for all alarms of the bay, and nothing else
        return "bay/+/+/alarm";
        // lab:end
    }

    @Override
    public boolean matches(String topicFilter, String topicName) {
        // lab:task 2 Compare level by level; mind + and #, empty levels, and topic names that begin with $
        String[] wanted = topicFilter.split("/", -1);
        String[] levels = topicName.split("/", -1);
        // [MQTT-4.7.2-1] a wildcard at the first level does not match a topic name that begins with a $
        if (topicName.startsWith("$") && (wanted[0].equals("+") || wanted[0].equals("#"))) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
        // lab:end
    }
}
