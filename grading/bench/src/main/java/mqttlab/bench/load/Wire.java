package mqttlab.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The packets that a load sends, encoded as the standard has them. No client library stands between the load and the socket. */
final class Wire {

    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int PUBREC = 0x50;
    static final int PUBREL = 0x60;
    static final int PUBCOMP = 0x70;
    static final int SUBACK = 0x90;
    static final byte[] DISCONNECT = {(byte) 0xe0, 0};

    private static final int CLEAN_SESSION = 0x02;

    private Wire() {
    }

    /** Without keep alive: a load is never idle for a reason that a broker should act on. */
    static byte[] connect(String clientId, boolean cleanSession) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(4);
        body.write(cleanSession ? CLEAN_SESSION : 0);
        number(body, 0);
        text(body, clientId);
        return packet(0x10, body);
    }

    static byte[] subscribe(int packetId, List<String> filters, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, packetId);
        for (String filter : filters) {
            text(body, filter);
            body.write(qos);
        }
        return packet(0x82, body);
    }

    /** With packet identifier 0 when the QoS asks for one: it is filled in for each copy. */
    static byte[] publish(String topic, int qos, boolean retain, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            number(body, 0);
        }
        body.writeBytes(payload);
        return packet(PUBLISH | qos << 1 | (retain ? 1 : 0), body);
    }

    private static byte[] packet(int firstByte, ByteArrayOutputStream body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(firstByte);
        int length = body.size();
        do {
            packet.write(length % 128 | (length < 128 ? 0 : 128));
            length /= 128;
        } while (length > 0);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(body, bytes.length);
        body.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream body, int number) {
        body.write(number >> 8);
        body.write(number);
    }
}
