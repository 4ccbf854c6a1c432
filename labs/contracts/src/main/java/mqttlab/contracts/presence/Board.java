package mqttlab.contracts.presence;

import mqttlab.contracts.news.BrokerUnavailableException;

/**
 * Shows who and what is where, as the {@linkplain Beacon beacons} say it. One object is one MQTT connection; a lost connection
 * stays lost. Its methods may be called by any thread, also by a screen.
 */
public interface Board extends AutoCloseable {

    /**
     * Connects with MQTT 3.1.1, a clean session and a keep alive, and returns once the broker has accepted.
     *
     * @param clientId the client identifier to connect with, unchanged
     * @throws BrokerUnavailableException if the broker cannot be reached, refuses, or has not answered after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds
     */
    void connect(String brokerUri, String clientId) throws BrokerUnavailableException;

    /**
     * Subscribes with QoS 1 to all that is said of a site, and returns once the broker has confirmed. From then on the screen is
     * told what there is, and what happens:
     *
     * <ul>
     * <li>What has been retained, as if it had just been said. The board may come as late as it likes.
     * <li>A value that is cleared is no longer known. A presence that is cleared is {@link Status#UNKNOWN}, of visit 0: the next
     * presence counts, whatever its visit.
     * <li>A presence of an earlier visit than the one that is shown comes too late, and is ignored.
     * <li>When the connection is lost, the board can no longer know who is here: everybody who was {@link Status#HERE} is
     * {@link Status#UNKNOWN} now, of the same visit. Everything else is shown as before.
     * <li>Malformed messages are ignored: those on a topic that no beacon has, and a presence that is not one of
     * {@link Status#HERE}, {@link Status#LEFT} and {@link Status#LOST} with the number of a visit, at least 1, as
     * {@link Long#parseLong} reads it. What is shown of a value or a call that is not UTF-8 is left open.
     * </ul>
     *
     * <p>Called again for another site, it adds a subscription, with the same screen or another one.
     *
     * @param site one topic level
     * @throws BrokerUnavailableException if the broker refuses, if it has not confirmed after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, or the connection is lost
     */
    void watch(String site, Screen screen) throws BrokerUnavailableException;

    /** Disconnects as in lab 01, and does not wait for a screen that is busy. After it, no screen is told anything. */
    @Override
    void close();

    /**
     * Where a board shows things. It is told one thing at a time, in the order in which messages came from the broker. It may be
     * busy for long: later messages wait, all of them, and nobody else does. It may throw: it is told everything else all the
     * same, also what the same message is about.
     */
    interface Screen {

        /** What is known of somebody is not what it was before: this is all of it. */
        void show(Sighting sighting);

        /** Nothing is known any more of somebody who was shown: neither a presence, nor a value. */
        void remove(String site, String name);

        /**
         * Somebody has arrived right now: a visit has begun while the board was watching, and not before. It is told after the
         * sighting has been shown, and once for each visit. But a presence that has been cleared is forgotten: the next
         * {@code HERE} is greeted again, whatever its visit, the same one or an earlier one.
         */
        void greet(String site, String name);

        /** Somebody calls right now. A call that the broker had retained, by mistake, is old: it is ignored. */
        void called(String site, String name, String text);
    }
}
