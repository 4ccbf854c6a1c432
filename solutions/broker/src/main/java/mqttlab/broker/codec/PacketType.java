package mqttlab.broker.codec;

/** The types of packets, in the order of their numbers from 1 on (table 2.1), with the flags that each must have (table 2.2). */
enum PacketType {
    CONNECT, CONNACK, PUBLISH, PUBACK, PUBREC, PUBREL(2), PUBCOMP, SUBSCRIBE(2), SUBACK, UNSUBSCRIBE(2), UNSUBACK,
    PINGREQ, PINGRESP, DISCONNECT;

    private static final PacketType[] ALL = values();

    private final int flags;

    PacketType() {
        this(0);
    }

    PacketType(int flags) {
        this.flags = flags;
    }

    static PacketType of(int number) {
        if (number < 1 || number > ALL.length) {
            throw new MalformedPacket("there is no packet of type %d (section 2.2.1)", number);
        }
        return ALL[number - 1];
    }

    int number() {
        return ordinal() + 1;
    }

    /** Those of a PUBLISH say how it is delivered, and are 0 here. */
    int flags() {
        return flags;
    }

    /** The byte with which a packet of this type begins. */
    int firstByte() {
        return number() << 4 | flags;
    }
}
