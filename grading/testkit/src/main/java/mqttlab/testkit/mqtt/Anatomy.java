package mqttlab.testkit.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import mqttlab.testkit.mqtt.Field.Name;
import mqttlab.testkit.mqtt.Field.Section;

/**
 * Lays a packet of MQTT 3.1.1 out, field by field. The fields are composed from what Netty decoded; laid end to end, their bytes
 * must be the packet's, or nothing is shown at all.
 */
public final class Anatomy {

    private final List<Field> fields = new ArrayList<>();
    private Section section = Section.FIXED_HEADER;

    private final PacketText texts;

    private Anatomy(PacketText texts) {
        this.texts = texts;
    }

    /** @throws IllegalArgumentException for a packet that this cannot explain down to the last byte, as one of MQTT 5 */
    public static List<Field> of(Packet packet) {
        return of(packet, UnaryOperator.identity());
    }

    /** @param words as in {@link Packet#text} */
    public static List<Field> of(Packet packet, UnaryOperator<String> words) {
        Anatomy anatomy = new Anatomy(new PacketText(words));
        anatomy.fixedHeader(packet);
        anatomy.section = Section.VARIABLE_HEADER;
        anatomy.rest(packet);
        byte[] explained = bytes(anatomy.fields);
        if (!Arrays.equals(explained, packet.raw())) {
            throw new IllegalArgumentException("the fields of %s make up %s, and it is %s".formatted(packet,
                    SafeText.hex(explained, 64), SafeText.hex(packet.raw(), 64)));
        }
        return List.copyOf(anatomy.fields);
    }

    /** The bytes of these fields, laid end to end. */
    public static byte[] bytes(List<Field> fields) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        fields.forEach(field -> joined.writeBytes(field.bytes().bytes()));
        return joined.toByteArray();
    }

    /** Section 2.2: type and flags, and a length of up to four bytes, seven bits in each. */
    private void fixedHeader(Packet p) {
        var header = p.message().fixedHeader();
        int flags = (header.isDup() ? 8 : 0) | header.qosLevel().value() << 1 | (header.isRetain() ? 1 : 0);
        String meaning = p.type() == PacketType.PUBLISH
                ? "DUP %d, QoS %d, RETAIN %d".formatted(bit(header.isDup()), header.qosLevel().value(), bit(header.isRetain()))
                : binary(flags, 4);
        add(Name.PACKET_TYPE, "%d %s, %s".formatted(p.type().number(), p.type(), meaning), p.type().number() << 4 | flags);
        int length = header.remainingLength();
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        for (int rest = length; rest > 0 || digits.size() == 0; rest >>= 7) {
            digits.write(rest & 0x7f | (rest > 0x7f ? 0x80 : 0));
        }
        add(Name.REMAINING_LENGTH, "" + length, digits.toByteArray());
    }

    private void rest(Packet p) {
        switch (p.type()) {
            case CONNECT -> connect(p);
            case CONNACK -> {
                add(Name.CONNECT_ACKNOWLEDGE_FLAGS, "Session Present " + bit(p.sessionPresent()), bit(p.sessionPresent()));
                add(Name.CONNECT_RETURN_CODE, texts.connectReturnCode(p.returnCode()), p.returnCode());
            }
            case PUBLISH -> {
                text(Name.TOPIC_NAME, p.topic());
                if (p.qos() > 0) {
                    packetIdentifier(p);
                }
                section = Section.PAYLOAD;
                if (p.payload().size() > 0) {
                    add(Name.APPLICATION_MESSAGE, p.payload().toString(), p.payload().bytes());
                }
            }
            case PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK -> packetIdentifier(p);
            case SUBSCRIBE -> {
                packetIdentifier(p);
                section = Section.PAYLOAD;
                for (TopicFilter each : p.topicFilters()) {
                    text(Name.TOPIC_FILTER, each.filter());
                    add(Name.REQUESTED_QOS, "" + each.qos(), each.qos());
                }
            }
            case SUBACK -> {
                packetIdentifier(p);
                section = Section.PAYLOAD;
                p.returnCodes().forEach(code -> add(Name.RETURN_CODE, texts.granted(code), code));
            }
            case UNSUBSCRIBE -> {
                packetIdentifier(p);
                section = Section.PAYLOAD;
                p.unsubscribedFilters().forEach(each -> text(Name.TOPIC_FILTER, each));
            }
            case PINGREQ, PINGRESP, DISCONNECT, AUTH -> {
            }
        }
    }

    /** Section 3.1. */
    private void connect(Packet p) {
        text(Name.PROTOCOL_NAME, p.protocolName());
        add(Name.PROTOCOL_LEVEL, "" + p.protocolLevel(), p.protocolLevel());
        ConnectFlags flags = ConnectFlags.of(p);
        add(Name.CONNECT_FLAGS, flags.toString(), flags.bits());
        add(Name.KEEP_ALIVE, p.keepAlive() + " s", p.keepAlive() >> 8, p.keepAlive());
        section = Section.PAYLOAD;
        text(Name.CLIENT_IDENTIFIER, p.clientId());
        p.will().ifPresent(will -> {
            text(Name.WILL_TOPIC, will.topic());
            string(Name.WILL_MESSAGE, will.payload().toString(), will.payload().bytes());
        });
        p.userName().ifPresent(name -> text(Name.USER_NAME, name));
        p.password().ifPresent(password -> string(Name.PASSWORD, password.toString(), password.bytes()));
    }

    private void packetIdentifier(Packet p) {
        add(Name.PACKET_IDENTIFIER, "" + p.packetId(), p.packetId() >> 8, p.packetId());
    }

    private void text(Name name, String text) {
        string(name, SafeText.escape(text), text.getBytes(UTF_8));
    }

    /** Section 1.5.3: a length of two bytes stands before it. */
    private void string(Name name, String value, byte[] bytes) {
        add(Name.STRING_LENGTH, "" + bytes.length, bytes.length >> 8, bytes.length);
        if (bytes.length > 0) {
            add(name, value, bytes);
        }
    }

    private void add(Name name, String value, int... bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        add(name, value, narrow);
    }

    private void add(Name name, String value, byte[] bytes) {
        fields.add(new Field(section, name, Payload.of(bytes), value));
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }

    static String binary(int bits, int digits) {
        return ("%" + digits + "s").formatted(Integer.toBinaryString(bits)).replace(' ', '0');
    }
}
