/**
 * Data feeds: the news of the city and the sensors of the bay, as structured events.
 *
 * <p>Whoever knows something publishes it as an {@link mqttlab.contracts.feeds.Event}. Readers say what they are interested in,
 * by topic and by content; a client hands each of them the events that are meant for it. Topics follow one scheme,
 * {@link mqttlab.contracts.feeds.TopicScheme}.
 */
package mqttlab.contracts.feeds;
