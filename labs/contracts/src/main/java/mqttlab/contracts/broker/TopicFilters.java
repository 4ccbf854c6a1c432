package mqttlab.contracts.broker;

import java.util.Set;

/**
 * Who has subscribed to what: the heart of stage 03, and nothing that reads or writes a packet.
 *
 * <p>You need not implement it: stage 03 is judged on a socket. If you do, you have a safety net: when your own broker loses
 * points in stage 03, the checks that topic filters decide are run once more, on the course's broker with this class in
 * it, and what passes there wins back at most half of the points. For that, the class is public, has a public
 * constructor without parameters, and its full name is in
 * {@code src/main/resources/META-INF/services/mqttlab.contracts.broker.TopicFilters}. It may use other classes of its project,
 * and the JDK.
 *
 * <p>It is called from several threads, also at the same time.
 */
public interface TopicFilters {

    /**
     * Adds a subscription. If it is there already, nothing changes.
     *
     * @param client any text that identifies a client
     * @param filter a well-formed topic filter: the caller has checked that its wildcards are where they may be
     */
    void subscribe(String client, String filter);

    /**
     * Removes the client's subscription to exactly this filter, if there is one.
     *
     * @param filter well formed
     */
    void unsubscribe(String client, String filter);

    /**
     * The clients that have at least one matching filter, each once.
     *
     * @param topicName well formed, and without wildcards
     */
    Set<String> matching(String topicName);
}
