package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import mqttlab.testkit.mqtt.Anatomy;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a demo says of a packet")
class PacketWordsTest {

    private final OnStage stage = new OnStage(true);
    private final Screen screen = stage.screen(Language.ES);

    @Test
    @DisplayName("is Spanish in Spanish, but for the names that the standard gives")
    void connect() {
        screen.packet(stage.client(Packets.connect("ana").keepAlive(60).cleanSession(false).userName("ana")
                .will(new Will("a/b", Payload.of("will"), 1, true)).packet()));
        screen.packet(stage.broker(Packets.connack(0, true)));
        assertThat(stage.printed().replaceAll("\\s+", " ")).isEqualTo("ana → broker CONNECT ana, guarda la sesión, keep alive "
                + "60 s, usuario ana, testamento QoS 1 retain a/b \"will\" ana ← broker CONNACK 0 aceptado, sesión presente ");
    }

    @Test
    @DisplayName("leaves what a client has said as it is")
    void payload() {
        stage.client(Packets.connect("").packet());
        screen.packet(stage.client(Packets.publish("clean session").payload("accepted").packet()));
        assertThat(stage.printed()).endsWith("PUBLISH QoS 0 \"clean session\" \"accepted\"\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, 0 aceptado", "1, 1 versión del protocolo no admitida", "2, 2 identificador rechazado",
        "3, 3 servidor no disponible", "4, 4 usuario o contraseña incorrectos", "5, 5 no autorizado"})
    @DisplayName("has all return codes of a CONNACK, in its line and in its bytes")
    void connack(int code, String text) {
        Packet connack = Packets.connack(code, false);
        assertThat(connack.text(screen::word)).isEqualTo("CONNACK " + text);
        assertThat(Anatomy.of(connack, screen::word).getLast().value()).isEqualTo(text);
    }

    @Test
    @DisplayName("has a SUBACK that refuses, and a client without an identifier")
    void refused() {
        assertThat(Packets.suback(7, 0x80).text(screen::word)).isEqualTo("SUBACK id 7 rechazado (0x80)");
        assertThat(Packets.connect("").packet().text(screen::word))
                .startsWith("CONNECT sin identificador de cliente, sesión limpia, ");
    }
}
