package mqttlab.testkit.mqtt;

/** The control packet types of the standard, table 2.1, in the order of their numbers. AUTH is of MQTT 5. */
public enum PacketType {

    CONNECT, CONNACK, PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, PINGREQ,
    PINGRESP, DISCONNECT, AUTH;

    /** The upper four bits of a packet's first byte. */
    public int number() {
        return ordinal() + 1;
    }

    static PacketType of(int number) {
        return values()[number - 1];
    }
}
