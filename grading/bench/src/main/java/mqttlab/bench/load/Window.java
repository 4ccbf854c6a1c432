package mqttlab.bench.load;

/**
 * How far a publisher may run ahead. A saturated load is limited end to end, by what the subscribers have counted: so a
 * broker that does nothing wrong need not drop anything.
 *
 * @param undelivered    messages that were sent and have not reached every subscriber
 * @param unacknowledged messages that were sent and not acknowledged to the end; with QoS 0 there are none
 * @param refill         the publisher waits until it may send so many, and sends them in one write
 */
public record Window(int undelivered, int unacknowledged, int refill) {

    public static Window ofUndelivered(int undelivered) {
        return new Window(undelivered, Integer.MAX_VALUE, undelivered / 2);
    }

    public static Window ofUnacknowledged(int unacknowledged) {
        return new Window(50 * unacknowledged, unacknowledged, 1);
    }
}
