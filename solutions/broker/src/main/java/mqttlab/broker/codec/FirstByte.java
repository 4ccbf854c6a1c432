package mqttlab.broker.codec;

import static mqttlab.broker.codec.PacketType.PUBLISH;

/** The first byte of a packet: its type in the upper four bits, its flags in the lower (section 2.2). */
record FirstByte(PacketType type, int flags) {

    private static final int BOTH_BITS_OF_QOS = 0b0110;

    FirstByte {
        // What else the flags of a PUBLISH say is read with its fields.
        if (type == PUBLISH && (flags & BOTH_BITS_OF_QOS) == BOTH_BITS_OF_QOS) {
            throw new MalformedPacket("[MQTT-3.3.1-4] the QoS of a PUBLISH is 3");
        }
        if (type != PUBLISH && flags != type.flags()) {
            throw new MalformedPacket("[MQTT-2.2.2-2] the flags of a %s must be %d, and were %d", type, type.flags(), flags);
        }
    }

    static FirstByte of(int bits) {
        return new FirstByte(PacketType.of(bits >> 4), bits & 0x0f);
    }
}
