package mqttlab.contracts.broker;

import java.util.Set;

/**
 * Who has subscribed to what: the heart of stage 03, and nothing that reads or writes a packet.
 *
 * <p>Nobody has to implement it; stage 03 is judged on a socket, too. Who does has a safety net: where the broker around it
 * loses points in stage 03, the checks that topic filters decide are run once more, on the course's broker with this class in
 * it, and the better verdict counts. For that, the class is public, has a public constructor without parameters, and its full
 * name stands in {@code src/main/resources/META-INF/services/mqttlab.contracts.broker.TopicFilters}. It may use other classes
 * of its project, and the JDK.
 *
 * <p>It is called from several threads, also at the same time.
 */
public interface TopicFilters {

    /**
     * Adds a subscription. One that is there already stays, and is still one.
     *
     * @param client any text that tells clients apart
     * @param filter a topic filter that is well formed: its wildcards stand where they may. The caller has checked that
     */
    void subscribe(String client, String filter);

    /**
     * Removes the client's subscription to the very filter; there need not be one.
     *
     * @param filter well formed
     */
    void unsubscribe(String client, String filter);

    /**
     * The clients with at least one filter that matches, each once.
     *
     * @param topicName well formed, and without wildcards
     */
    Set<String> matching(String topicName);
}
