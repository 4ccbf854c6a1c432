package mqttlab.lab02;

import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.TopicScheme;

/** The topics of the feeds, and what a topic filter matches. */
public final class Scheme implements TopicScheme {

    @Override
    public String topic(Event event) {
        // TODO task 1: Join feed, place, subject and, if there is one, the detail; refuse what is not one topic level,
        // and a feed with a $ at the beginning
        throw new UnsupportedOperationException("Task 1 is still to be written: Join feed, place, subject and, if "
                + "there is one, the detail; refuse what is not one topic level, and a feed with a $ at the beginning");
    }

    @Override
    public String newsOf(String city) {
        // TODO task 1: A filter for all news of one city
        throw new UnsupportedOperationException("Task 1 is still to be written: A filter for all news of one city");
    }

    @Override
    public String section(String section) {
        // TODO task 1: A filter for one section of the news, with all its details, of every city
        throw new UnsupportedOperationException("Task 1 is still to be written: A filter for one section of the news, "
                + "with all its details, of every city");
    }

    @Override
    public String measured(String quantity) {
        // TODO task 1: A filter for one quantity at all stations of the bay, without the alarms
        throw new UnsupportedOperationException("Task 1 is still to be written: A filter for one quantity at all "
                + "stations of the bay, without the alarms");
    }

    @Override
    public String alarms() {
        // TODO task 1: A filter for all alarms of the bay, and nothing else
        throw new UnsupportedOperationException("Task 1 is still to be written: A filter for all alarms of the bay, "
                + "and nothing else");
    }

    @Override
    public boolean matches(String topicFilter, String topicName) {
        // TODO task 2: Compare level by level; mind + and #, empty levels, and topic names that begin with $
        throw new UnsupportedOperationException("Task 2 is still to be written: Compare level by level; mind + and #, "
                + "empty levels, and topic names that begin with $");
    }
}
