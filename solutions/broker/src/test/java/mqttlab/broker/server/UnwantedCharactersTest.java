package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A control character or a noncharacter")
class UnwantedCharactersTest extends WithBroker {

    private static final String BELL = "a\u0007";
    private static final String NONE = "a\uFFFF";

    private LogLines log;

    @BeforeEach
    void listen() {
        log = new LogLines(Level.WARNING);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    @DisplayName("in its identifier keeps a client out, with return code 2")
    void identifier() {
        WireClient client = open();
        client.send(Packets.connect(BELL).packet());
        assertThat(client.expect(CONNACK).raw()).containsExactly(0x20, 2, 0, 2);
        client.expectClosed();
        log.await("its identifier cannot be taken: it should not have the character U+0007 (section 1.5.3)");
    }

    static Packet[] connects() {
        return new Packet[] {Packets.connect("ana").userName(NONE).packet(),
            Packets.connect("ana").will(new Will(NONE, Payload.of(""), 0, false)).packet()};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connects")
    @DisplayName("in its user name or the topic of its will keeps a client out, without an answer")
    void login(Packet connect) {
        WireClient client = open();
        client.send(connect);
        client.expectClosed();
        log.await("it should not have the character U+FFFF (section 1.5.3)");
    }

    static Packet[] packets() {
        return new Packet[] {Packets.publish(BELL).packet(), Packets.publish(BELL).qos(1, 1).packet(),
            Packets.publish(BELL).qos(2, 1).packet(), Packets.subscribe(1, BELL + "/#", 0), Packets.unsubscribe(1, BELL)};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    @DisplayName("in a topic ends the connection")
    void topic(Packet packet) {
        WireClient ana = connect("ana");
        ana.send(packet);
        ana.expectClosed();
        log.await("it should not have the character U+0007 (section 1.5.3)");
    }

    @Test
    @DisplayName("in a payload or a password is nobody's business")
    void elsewhere() {
        WireClient ana = connect(Packets.connect("ana").userName("ana").password(BELL).packet());
        ana.publish("t", 1, new byte[] {7});
        ana.ping();
    }
}
