package mqttlab.broker.session;

import mqttlab.broker.codec.Packet;

/** A session's way to its client while that is connected. No call waits for the client. */
public interface Link {

    /** Puts a packet behind those that wait to be sent. */
    void send(Packet packet);

    /** Sends a message with QoS 0, unless so much waits already that it has to be dropped. */
    void sendIfThereIsRoom(Message message);

    /** Whether little enough waits that more should be sent. */
    boolean hasRoom();

    /** Ends the connection, as if the network had. */
    void cut(String reason);
}
