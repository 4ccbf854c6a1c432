package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Messages on their way to a client")
class OutgoingTest {

    private static final int WINDOW = 3;

    private final Outgoing outgoing = new Outgoing(WINDOW, 1_000);

    @ParameterizedTest(name = "{0}, then {1}: {2}, and {3} when the client comes back")
    @CsvSource(delimiter = '|', textBlock = """
            PUBLISH 1        | PUBACK  |        |
            PUBLISH 1        | PUBREC  | wrong  | PUBLISH 1
            PUBLISH 1        | PUBCOMP | wrong  | PUBLISH 1
            PUBLISH 2        | PUBACK  | wrong  | PUBLISH 2
            PUBLISH 2        | PUBREC  | PUBREL | PUBREL
            PUBLISH 2        | PUBCOMP | wrong  | PUBLISH 2
            PUBREL           | PUBACK  | wrong  | PUBREL
            PUBREL           | PUBREC  | PUBREL | PUBREL
            PUBREL           | PUBCOMP |        |
            nothing          | PUBACK  |        |
            nothing          | PUBREC  | PUBREL |
            nothing          | PUBCOMP |        |
            """)
    @DisplayName("take the steps of section 4.3: for an identifier with which was sent")
    void steps(String sent, String arrives, String answer, String again) {
        switch (sent) {
            case "PUBLISH 1" -> send("m", AT_LEAST_ONCE);
            case "PUBLISH 2" -> send("m", EXACTLY_ONCE);
            case "PUBREL" -> {
                send("m", EXACTLY_ONCE);
                outgoing.arrived(new PubRec(1));
            }
            default -> assertThat(sent).isEqualTo("nothing");
        }

        if ("wrong".equals(answer)) {
            assertThatThrownBy(() -> arrived(arrives, 1)).isInstanceOf(WrongAnswer.class)
                    .hasMessageContaining("[MQTT-4.8.0-1] it sent " + arrives + " for packet identifier 1");
        } else {
            assertThat(arrived(arrives, 1)).isEqualTo(answer == null ? List.of() : List.of(new PubRel(1)));
        }

        assertThat(outgoing.again()).isEqualTo(again == null ? List.of() : List.of(switch (again) {
            case "PUBLISH 1" -> publish("m", AT_LEAST_ONCE, 1, true);
            case "PUBLISH 2" -> publish("m", EXACTLY_ONCE, 1, true);
            default -> new PubRel(1);
        }));
    }

    @Test
    @DisplayName("answer only for the identifier that was acknowledged")
    void otherIdentifier() {
        send("m", AT_LEAST_ONCE);
        assertThat(outgoing.arrived(new PubAck(2))).isEmpty();
        assertThat(outgoing.again()).containsExactly(publish("m", AT_LEAST_ONCE, 1, true));
    }

    @Test
    @DisplayName("go out again in their old order, released ones in the order of their PUBREC [MQTT-4.6.0-1] [MQTT-4.6.0-4]")
    void again() {
        send("a", EXACTLY_ONCE);
        send("b", AT_LEAST_ONCE);
        send("c", EXACTLY_ONCE);
        outgoing.arrived(new PubRec(3));
        outgoing.arrived(new PubRec(1));

        assertThat(outgoing.again()).containsExactly(publish("b", AT_LEAST_ONCE, 2, true), new PubRel(3), new PubRel(1));
        assertThat(outgoing.again()).as("as often as it takes").hasSize(3);
    }

    @Nested
    @DisplayName("wait while as many as the window holds are under way,")
    class Window {

        @Test
        @DisplayName("and follow in order, as soon as one is acknowledged to the end")
        void follow() {
            for (String text : List.of("a", "b", "c", "d", "e")) {
                outgoing.add(message(text), EXACTLY_ONCE);
            }
            assertThat(outgoing.next()).containsExactly(publish("a", EXACTLY_ONCE, 1, false),
                    publish("b", EXACTLY_ONCE, 2, false), publish("c", EXACTLY_ONCE, 3, false));
            assertThat(outgoing.next()).isEmpty();
            assertThat(outgoing.arrived(new PubRec(2))).containsExactly(new PubRel(2));
            assertThat(outgoing.arrived(new PubComp(2))).containsExactly(publish("d", EXACTLY_ONCE, 4, false));
            assertThat(outgoing.arrived(new PubRec(1))).containsExactly(new PubRel(1));
            assertThat(outgoing.arrived(new PubComp(1))).containsExactly(publish("e", EXACTLY_ONCE, 5, false));
        }

        @Test
        @DisplayName("also behind those that go out again")
        void behindAgain() {
            send("a", AT_LEAST_ONCE);
            for (String text : List.of("b", "c", "d")) {
                outgoing.add(message(text), AT_LEAST_ONCE);
            }
            assertThat(outgoing.again()).containsExactly(publish("a", AT_LEAST_ONCE, 1, true),
                    publish("b", AT_LEAST_ONCE, 2, false), publish("c", AT_LEAST_ONCE, 3, false));
        }
    }

    @Nested
    @DisplayName("get identifiers")
    class Identifiers {

        @Test
        @DisplayName("that begin again at 1 after 65535, and leave out those in use [MQTT-2.3.1-4]")
        void wrap() {
            send("stays", AT_LEAST_ONCE);
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 65_536; i++) {
                int id = ((Publish) send("m", AT_LEAST_ONCE).getFirst()).packetId();
                ids.add(id);
                outgoing.arrived(new PubAck(id));
            }
            assertThat(ids).startsWith(2, 3, 4).endsWith(65_534, 65_535, 2, 3).doesNotContain(0, 1);
        }

        @Test
        @DisplayName("that stay in use until the PUBCOMP")
        void released() {
            send("released", EXACTLY_ONCE);
            outgoing.arrived(new PubRec(1));
            for (int i = 0; i < 65_534; i++) {
                outgoing.arrived(new PubAck(((Publish) send("m", AT_LEAST_ONCE).getFirst()).packetId()));
            }
            assertThat(send("m", AT_LEAST_ONCE)).containsExactly(publish("m", AT_LEAST_ONCE, 2, false));
        }
    }

    @Nested
    @DisplayName("are bounded in size:")
    class Bounds {

        private final Message third = new Message("t", new Payload(new byte[1_000 / 3 - 65]), AT_LEAST_ONCE, false);

        @Test
        @DisplayName("what waits and what is under way counts, until it is acknowledged to the end")
        void size() {
            for (int i = 0; i < 3; i++) {
                assertThat(outgoing.hasRoomFor(third)).isTrue();
                assertThat(outgoing.isHalfEmpty()).isEqualTo(i < 2);
                outgoing.add(third, i == 0 ? EXACTLY_ONCE : AT_LEAST_ONCE);
            }
            assertThat(outgoing.hasRoomFor(third)).isFalse();
            outgoing.next();
            outgoing.arrived(new PubRec(1));
            assertThat(outgoing.hasRoomFor(third)).isFalse();
            outgoing.arrived(new PubComp(1));
            assertThat(outgoing.hasRoomFor(third)).isTrue();
            assertThat(outgoing.isHalfEmpty()).isFalse();
            outgoing.arrived(new PubAck(2));
            assertThat(outgoing.isHalfEmpty()).isTrue();
        }

        @Test
        @DisplayName("but where nothing waits there is room for one, however large")
        void oneLarge() {
            Message large = new Message("t", new Payload(new byte[2_000]), AT_LEAST_ONCE, false);
            assertThat(outgoing.hasRoomFor(large)).isTrue();
            outgoing.add(large, AT_LEAST_ONCE);
            assertThat(outgoing.hasRoomFor(message("small"))).isFalse();
        }
    }

    private List<Packet> send(String text, QoS qos) {
        outgoing.add(message(text), qos);
        return outgoing.next();
    }

    private List<Packet> arrived(String type, int id) {
        return switch (type) {
            case "PUBACK" -> outgoing.arrived(new PubAck(id));
            case "PUBREC" -> outgoing.arrived(new PubRec(id));
            default -> outgoing.arrived(new PubComp(id));
        };
    }

    private static Message message(String text) {
        return new Message("t", Payload.of(text), EXACTLY_ONCE, false);
    }

    private static Publish publish(String text, QoS qos, int id, boolean duplicate) {
        return new Publish("t", Payload.of(text), qos, false, duplicate, id);
    }
}
