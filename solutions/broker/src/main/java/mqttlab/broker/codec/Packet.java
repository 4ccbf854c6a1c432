package mqttlab.broker.codec;

import static mqttlab.broker.codec.MalformedPacket.require;

import java.util.List;
import java.util.Optional;

/**
 * The fourteen control packets of MQTT 3.1.1. None exists that chapter 3 of the standard forbids: the constructors refuse it.
 * Only its texts are checked elsewhere: their bytes in {@link Fields}, topics where they are used.
 */
public sealed interface Packet {

    /** @param clientId may be empty: then the server makes one up, or refuses the client if the session is not a clean one */
    record Connect(String clientId, boolean cleanSession, int keepAliveSeconds, Optional<Will> will, Optional<Login> login)
            implements Packet {
        public Connect {
            require(keepAliveSeconds >= 0 && keepAliveSeconds <= 65_535, "a keep alive must fit in two bytes");
        }

        /** The same with an identifier that the server has made up. */
        public Connect named(String name) {
            return new Connect(name, cleanSession, keepAliveSeconds, will, login);
        }
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
            require(!sessionPresent || code == ConnectReturn.ACCEPTED,
                    "[MQTT-3.2.2-4] a CONNACK that refuses a client must say that no session is present");
        }
    }

    /** @param packetId 0 if, and only if, the quality of service is 0 */
    record Publish(String topic, Payload payload, QoS qos, boolean retain, boolean duplicate, int packetId) implements Packet {
        public Publish {
            if (qos == QoS.AT_MOST_ONCE) {
                require(packetId == 0, "[MQTT-2.3.1-5] a PUBLISH with QoS 0 must not have a packet identifier");
                require(!duplicate, "[MQTT-3.3.1-2] DUP must be 0 in a PUBLISH with QoS 0");
            } else {
                requireIdentifier(packetId);
            }
        }
    }

    /** How a receiver answers a message of QoS 1 or 2 (section 4.3). */
    sealed interface Acknowledgement extends Packet {
        int packetId();
    }

    record PubAck(int packetId) implements Acknowledgement {
        public PubAck {
            requireIdentifier(packetId);
        }
    }

    record PubRec(int packetId) implements Acknowledgement {
        public PubRec {
            requireIdentifier(packetId);
        }
    }

    record PubRel(int packetId) implements Packet {
        public PubRel {
            requireIdentifier(packetId);
        }
    }

    record PubComp(int packetId) implements Acknowledgement {
        public PubComp {
            requireIdentifier(packetId);
        }
    }

    record Subscribe(int packetId, List<Subscription> subscriptions) implements Packet {
        public Subscribe {
            requireIdentifier(packetId);
            require(!subscriptions.isEmpty(), "[MQTT-3.8.3-3] a SUBSCRIBE must have at least one topic filter");
        }
    }

    record Subscription(String filter, QoS qos) {
    }

    /** @param granted one for each subscription, in their order; empty for one that was refused */
    record SubAck(int packetId, List<Optional<QoS>> granted) implements Packet {
        public SubAck {
            requireIdentifier(packetId);
            require(!granted.isEmpty(), "[MQTT-3.8.4-5] a SUBACK must have a return code for each topic filter");
        }
    }

    record Unsubscribe(int packetId, List<String> filters) implements Packet {
        public Unsubscribe {
            requireIdentifier(packetId);
            require(!filters.isEmpty(), "[MQTT-3.10.3-2] an UNSUBSCRIBE must have at least one topic filter");
        }
    }

    record UnsubAck(int packetId) implements Packet {
        public UnsubAck {
            requireIdentifier(packetId);
        }
    }

    record PingReq() implements Packet {
    }

    record PingResp() implements Packet {
    }

    record Disconnect() implements Packet {
    }

    private static void requireIdentifier(int packetId) {
        if (packetId < 1 || packetId > 65_535) {
            throw new MalformedPacket("[MQTT-2.3.1-1] a packet identifier must be "
                    + "from 1 to 65535, and was %d", packetId);
        }
    }
}
