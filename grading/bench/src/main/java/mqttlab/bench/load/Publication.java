package mqttlab.bench.load;

import java.nio.ByteBuffer;

/**
 * A PUBLISH that is encoded once. A copy of it needs its number filled in, and with QoS 1 and 2 its packet identifier.
 *
 * @param packetIdAt where the identifier is; 0 when there is none
 * @param numberAt   where the number is: the last part of the stamp
 */
public record Publication(byte[] bytes, int packetIdAt, int numberAt) {

    /** A payload begins with a stamp: the run (4 bytes), the publisher (4), the number (8). */
    static final int STAMP = 16;
    static final int NUMBER = 8;
    private static final int PAYLOAD = 64;
    private static final int IDENTIFIERS = 65_535;

    public static Publication to(String topic, int qos, boolean retain, int run, int publisher) {
        byte[] payload = new byte[PAYLOAD];
        ByteBuffer.wrap(payload).putInt(run).putInt(publisher);
        byte[] bytes = Wire.publish(topic, qos, retain, payload);
        int payloadAt = bytes.length - PAYLOAD;
        return new Publication(bytes, qos == 0 ? 0 : payloadAt - 2, payloadAt + NUMBER);
    }

    void copy(ByteBuffer out, long number) {
        int at = out.position();
        out.put(bytes);
        out.putLong(at + numberAt, number);
        if (packetIdAt > 0) {
            out.putShort(at + packetIdAt, (short) (number % IDENTIFIERS + 1));
        }
    }
}
