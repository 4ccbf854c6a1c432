package mqttlab.testkit.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace is written, for a lecture,")
class TracePlantUmlTest {

    private static final Packet PUBLISH = Packets.publish("news/cadiz").qos(1, 7).payload("Carnaval").packet();
    private static final Packet PUBACK = Packets.puback(7);

    @Test
    @DisplayName("as a sequence diagram for PlantUML with the participants in a wanted order, and only those that take part")
    void plantUmlInOrder() {
        var events = new Story().client(1, "ana", PUBLISH).client(2, "luis", PUBACK).client(3, "eva", PUBACK).events();

        assertThat(TracePlantUml.of(events, List.of("luis", "nobody", "broker", "ana"), DiagramWords.ENGLISH)).startsWith("""
                @startuml
                participant "luis" as c2
                participant broker
                participant "ana" as c1
                participant "eva" as c3
                c1 -[#B84D00]> broker : <color:#B84D00>PUBLISH""");
    }

    @Test
    @DisplayName("as a sequence diagram for PlantUML without the tap, where what is lost in a cut does not arrive")
    void plantUmlWithoutTap() {
        var events = new Story().client(1, "ana", PUBLISH).fault(1, "ana", Fault.CUT_BEFORE, Direction.FROM_CLIENT, PUBLISH)
                .broker(1, "ana", PUBACK).fault(1, "ana", Fault.CUT_BEFORE, Direction.FROM_BROKER, PUBACK).events();

        assertThat(TracePlantUml.withoutTap(events, List.of("broker", "ana"), DiagramWords.ENGLISH)).isEqualTo("""
                @startuml
                participant broker
                participant "ana" as c1
                c1 -[#B84D00]>x broker : <color:#B84D00>PUBLISH QoS 1 id 7 news/cadiz <U+0022>Carnaval<U+0022></color>
                broker -[#00835F]> c1 : <color:#00835F>PUBACK id 7</color>
                broker -[#00835F]>x c1 : <color:#00835F>PUBACK id 7</color>
                @enduml
                """);
    }

    @Test
    @DisplayName("as a sequence diagram for PlantUML in the words of another language")
    void plantUmlInOtherWords() {
        var events = new Story().client(1, "ana", PUBLISH).closed(1, "ana", Party.BROKER, true).events();

        assertThat(TracePlantUml.withoutTap(events, List.of("ana", "broker"), new DiagramWords() {
            @Override
            public String client(String identifier) {
                return "die " + identifier;
            }

            @Override
            public String packet(Packet packet) {
                return "ein " + packet.type();
            }

            @Override
            public String event(TraceEvent event) {
                return "Schluss";
            }
        })).isEqualTo("""
                @startuml
                participant "die ana" as c1
                participant broker
                c1 -[#B84D00]> broker : <color:#B84D00>ein PUBLISH</color>
                note over c1 : Schluss
                @enduml
                """);
    }
}
