package mqttlab.broker.codec;

/** The first byte of a packet: its type in the upper four bits, its flags in the lower (section 2.2). */
record FirstByte(int type, int flags) {

    private static final int PUBLISH = 3;
    private static final int PUBREL = 6;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int BOTH_BITS_OF_QOS = 0b0110;

    FirstByte {
        if (type < 1 || type > 14) {
            throw noType(type);
        }
        // Table 2.2. What else the flags of a PUBLISH say is read with its fields.
        if (type == PUBLISH && (flags & BOTH_BITS_OF_QOS) == BOTH_BITS_OF_QOS) {
            throw new MalformedPacket("[MQTT-3.3.1-4] the QoS of a PUBLISH is 3");
        }
        if (type != PUBLISH && flags != (type == PUBREL || type == SUBSCRIBE || type == UNSUBSCRIBE ? 2 : 0)) {
            throw new MalformedPacket("[MQTT-2.2.2-2] the flags of a packet of type %d are %d, which is reserved", type, flags);
        }
    }

    static FirstByte of(int bits) {
        return new FirstByte(bits >> 4, bits & 0x0f);
    }

    static MalformedPacket noType(int type) {
        return new MalformedPacket("%d is no type of a packet (section 2.2.1)", type);
    }
}
