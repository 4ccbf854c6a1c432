package mqttlab.broker.codec;

import java.util.List;
import java.util.Optional;

/** The fourteen control packets of MQTT 3.1.1. No packet exists that the standard forbids: the constructors refuse it. */
public sealed interface Packet {

    /** @param clientId may be empty if the session is a clean one: the server then makes one up */
    record Connect(String clientId, boolean cleanSession, int keepAliveSeconds, Optional<Will> will, Optional<Login> login)
            implements Packet {
    }

    /** What the server publishes for a client that goes without a DISCONNECT. */
    record Will(String topic, Payload message, QoS qos, boolean retain) {
    }

    /** @param password may be missing. Never printed */
    record Login(String userName, Optional<Payload> password) {
        @Override
        public String toString() {
            return userName;
        }
    }

    record ConnAck(boolean sessionPresent, ConnectReturn code) implements Packet {
        public ConnAck {
            if (sessionPresent && code != ConnectReturn.ACCEPTED) {
                throw new MalformedPacket("[MQTT-3.2.2-4] a CONNACK that refuses (%s) must say that no session is present", code);
            }
        }
    }

    /** @param packetId 0 if, and only if, the quality of service is 0 */
    record Publish(String topic, Payload payload, QoS qos, boolean retain, boolean duplicate, int packetId) implements Packet {
        public Publish {
            if ((qos == QoS.AT_MOST_ONCE) != (packetId == 0)) {
                throw new MalformedPacket("[MQTT-2.3.1-1][MQTT-2.3.1-5] a PUBLISH with QoS %d has the packet identifier %d",
                        qos.ordinal(), packetId);
            }
            if (duplicate && qos == QoS.AT_MOST_ONCE) {
                throw new MalformedPacket("[MQTT-3.3.1-2] DUP must be 0 in a PUBLISH with QoS 0");
            }
        }
    }

    /** How a receiver answers a message of QoS 1 or 2 (section 4.3). */
    sealed interface Acknowledgement extends Packet {
        int packetId();
    }

    record PubAck(int packetId) implements Acknowledgement {
    }

    record PubRec(int packetId) implements Acknowledgement {
    }

    record PubRel(int packetId) implements Packet {
    }

    record PubComp(int packetId) implements Acknowledgement {
    }

    record Subscribe(int packetId, List<Subscription> subscriptions) implements Packet {
        public Subscribe {
            requireSome(packetId, subscriptions, "[MQTT-3.8.3-3] a SUBSCRIBE");
        }
    }

    record Subscription(String filter, QoS qos) {
    }

    /** @param granted one for each subscription, in their order; empty for one that was refused */
    record SubAck(int packetId, List<Optional<QoS>> granted) implements Packet {
    }

    record Unsubscribe(int packetId, List<String> filters) implements Packet {
        public Unsubscribe {
            requireSome(packetId, filters, "[MQTT-3.10.3-2] an UNSUBSCRIBE");
        }
    }

    record UnsubAck(int packetId) implements Packet {
    }

    record PingReq() implements Packet {
    }

    record PingResp() implements Packet {
    }

    record Disconnect() implements Packet {
    }

    private static void requireSome(int packetId, List<?> filters, String what) {
        if (packetId == 0) {
            throw new MalformedPacket("[MQTT-2.3.1-1] %s must have a packet identifier other than 0", what);
        }
        if (filters.isEmpty()) {
            throw new MalformedPacket("%s must have at least one topic filter", what);
        }
    }
}
