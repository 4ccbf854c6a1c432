package mqttlab.testkit.mqtt;

import static mqttlab.testkit.mqtt.Direction.FROM_BROKER;
import static mqttlab.testkit.mqtt.Direction.FROM_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A conversation is decoded")
class ConversationTest {

    private final Conversation conversation = new Conversation();

    @Test
    @DisplayName("in MQTT 5 on both sides, when the CONNECT names it")
    void version5() {
        Packet connect = decode(FROM_CLIENT, "100f 0004 4d515454 05 02 003c 00 0002 6869");
        Packet connack = decode(FROM_BROKER, "2006 00 00 03 21 000a");
        Packet publish = decode(FROM_CLIENT, "3209 0001 74 0007 02 01 01 78");
        Packet puback = decode(FROM_BROKER, "4003 0007 10");

        assertThat(connect.protocolLevel()).isEqualTo(5);
        assertThat(connect).hasToString("CONNECT hi, protocol level 5, clean session, keep alive 60 s");
        assertThat(connack.fields().get("properties")).hasToString("{receiveMaximum=10}");
        assertThat(publish.payload()).isEqualTo(Payload.of("x"));
        assertThat(publish.fields().get("properties")).hasToString("{payloadFormatIndicator=1}");
        assertThat(puback.returnCode()).isEqualTo(0x10);
    }

    @Test
    @DisplayName("in MQTT 3.1.1 otherwise, where a PUBLISH has no properties")
    void version311() {
        decode(FROM_CLIENT, HexFormat.of().formatHex(Packets.connect("ana").packet().raw()));

        assertThat(decode(FROM_BROKER, "3009 0001 74 0007 02 01 01 78").payload().size()).isEqualTo(6);
    }

    @Test
    @DisplayName("behind a malformed packet, too, and still in its version")
    void goesOn() {
        decode(FROM_CLIENT, "100f 0004 4d515454 05 02 003c 00 0002 6869");
        assertThat(conversation.decode(FROM_CLIENT, bytes("6002 0001"))).isInstanceOf(Malformed.class);

        assertThat(decode(FROM_CLIENT, "3209 0001 74 0007 02 01 01 78").payload()).isEqualTo(Payload.of("x"));
    }

    private Packet decode(Direction direction, String hex) {
        Decoded decoded = conversation.decode(direction, bytes(hex));
        assertThat(decoded).isInstanceOf(Packet.class);
        return (Packet) decoded;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
