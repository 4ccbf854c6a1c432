package mqttlab.broker.session;

import mqttlab.broker.codec.Packet;

/** A session's way to its client while that is connected. No call waits for the client, unless it says so. */
public interface Link {

    /** Puts a packet behind those that wait to be sent. */
    void send(Packet packet);

    // lab:stage 02
    /** Waits until nothing more is done for its client: it has been cut, or has gone. */
    void awaitEnd();

    /** Does that as soon as nothing more is done for its client; at once, if that is so already. */
    void whenEnded(Runnable action);

    /** Sends a message with QoS 0, unless so much waits already that it has to be dropped. */
    void sendIfThereIsRoom(Message message);
    // lab:end

    // lab:stage 04
    /** Whether so little waits that more should be sent. */
    boolean hasRoom();

    /** Waits until so little waits that more should be sent, or until the connection has ended. */
    void awaitRoom();
    // lab:end

    // lab:stage 11
    /** Whether something waits for its client, and so much for all that more should wait elsewhere. */
    default boolean isPressed() {
        return false;
    }
    // lab:end

    /** Ends the connection, as if the network had. */
    void cut(String reason);
}
