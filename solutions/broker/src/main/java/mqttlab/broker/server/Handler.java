package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;

/** What a client that was let in can ask for with one family of packets. For the thread that reads from the client. */
interface Handler {

    /** @return whether the packet has been dealt with; then no handler behind this one sees it */
    boolean handle(Packet packet);

    /**
     * The client has gone.
     *
     * @param goodbye whether it has said so, with a DISCONNECT
     */
    default void end(boolean goodbye) {
    }
}
