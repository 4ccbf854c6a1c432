package mqttlab.contracts.feeds;

/**
 * The topics of the feeds, {@code FEED/PLACE/SUBJECT} or {@code FEED/PLACE/SUBJECT/DETAIL}:
 *
 * <pre>
 * news/cadiz/sports            the news of a city, by sections
 * news/cadiz/sports/sailing
 * bay/10/wind                  what station 10 of the bay measures
 * bay/10/wind/alarm            a measurement that somebody should know of at once
 * </pre>
 *
 * <p>One text that is given here is one topic level: not empty, and without {@code /}, {@code +}, {@code #} and U+0000.
 * Everything else is allowed, and stays as it is: capital letters, blanks, accents. These methods say no more than what they
 * return: they talk to nobody.
 */
public interface TopicScheme {

    /**
     * The topic name on which the event is published.
     *
     * @throws IllegalArgumentException if feed, place, subject or detail is not one topic level (only the detail may be
     *         empty, which means that there is no such level), or if the feed begins with {@code $}: such topics are the broker's
     */
    String topic(Event event) throws IllegalArgumentException;

    /**
     * A topic filter for all news of one city: of each section, with or without a detail.
     *
     * @throws IllegalArgumentException if that is not one topic level
     */
    String newsOf(String city) throws IllegalArgumentException;

    /**
     * A topic filter for one section of the news, with or without a detail, of every city.
     *
     * @throws IllegalArgumentException if that is not one topic level
     */
    String section(String section) throws IllegalArgumentException;

    /**
     * A topic filter for one quantity as all stations of the bay measure it, without the alarms or any other detail.
     *
     * @throws IllegalArgumentException if that is not one topic level
     */
    String measured(String quantity) throws IllegalArgumentException;

    /** A topic filter for the alarms of the bay: of every station, about every quantity, and nothing else. */
    String alarms();

    /**
     * Whether a topic filter matches a topic name, as section 4.7 of the MQTT standard says, also for topics that no event has.
     *
     * @param topicFilter a topic filter as the standard allows it
     * @param topicName   a topic name as the standard allows it
     */
    boolean matches(String topicFilter, String topicName);
}
