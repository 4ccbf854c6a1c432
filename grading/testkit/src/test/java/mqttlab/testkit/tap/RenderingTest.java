package mqttlab.testkit.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace is written")
class RenderingTest {

    private static final Packet PUBLISH = Packets.publish("news/cadiz").qos(1, 7).payload("Carnaval").packet();
    private static final Packet PUBACK = Packets.puback(7);

    private final Story story = new Story()
            .opened(1)
            .client(1, "ana", Packets.connect("ana").packet())
            .broker(1, "ana", Packets.connack(0, false))
            .note("connect() returned")
            .client(1, "ana", PUBLISH)
            .fault(1, "ana", Fault.DROPPED, Direction.FROM_CLIENT, PUBLISH)
            .opened(2)
            .client(2, "luis", Packets.publish("news").qos(1, 7).payload("x").packet())
            .fault(2, "luis", Fault.HELD, Direction.FROM_BROKER, PUBACK)
            .fault(2, "luis", Fault.RELEASED, Direction.FROM_BROKER, PUBACK)
            .broker(2, "luis", PUBACK)
            .closed(2, "luis", Party.CLIENT, true)
            .closed(2, "luis", Party.BROKER, false);

    @Test
    @DisplayName("as a numbered history with a mark on what a failure is about")
    void history() {
        var events = story.events();

        assertThat(TraceText.history(events, List.of(events.get(4)))).isEqualTo("""
                   1   0.0 ms  1       .  connection opened
                   2  10.0 ms  1 ana  --> CONNECT ana, clean session, keep alive 0 s
                   3  20.0 ms  1 ana  <-- CONNACK 0 accepted
                   4  30.0 ms          #  connect() returned
                >  5  40.0 ms  1 ana  --> PUBLISH QoS 1 id 7 news/cadiz "Carnaval"
                   6  50.0 ms  1 ana   !  tap dropped PUBLISH QoS 1 id 7 news/cadiz "Carnaval" from the client
                   7  60.0 ms  2       .  connection opened
                   8  70.0 ms  2 luis --> PUBLISH QoS 1 id 7 news "x"
                   9  80.0 ms  2 luis  !  tap holds PUBACK id 7 from the broker
                  10  90.0 ms  2 luis  !  tap released PUBACK id 7 from the broker
                  11 100.0 ms  2 luis <-- PUBACK id 7
                  12 110.0 ms  2 luis  .  client closed the connection
                  13 120.0 ms  2 luis  .  broker closed the connection too
                """);
    }

    @Test
    @DisplayName("with the middle of a long history left out, but never what is marked")
    void longHistory() {
        Story talk = new Story();
        for (int i = 1; i <= 1000; i++) {
            talk.note("note " + i);
        }

        List<String> lines = TraceText.history(talk.events(), List.of(talk.events().get(499))).lines().toList();

        assertThat(lines).hasSize(60 + 1 + 2);
        assertThat(lines.get(19)).isEqualTo("    20  190.0 ms     #  note 20");
        assertThat(lines.get(20)).isEqualTo("  ... 479 events left out ...");
        assertThat(lines.get(21)).isEqualTo(">  500 4990.0 ms     #  note 500");
        assertThat(lines.get(22)).isEqualTo("  ... 460 events left out ...");
        assertThat(lines.getLast()).isEqualTo("  1000 9990.0 ms     #  note 1000");
    }

    @Test
    @DisplayName("with the middle of a long run of packets of one kind left out, but never what is marked")
    void run() {
        Story flood = new Story().client(1, "ana", Packets.connect("ana").packet());
        for (int i = 1; i <= 20; i++) {
            flood.client(1, "ana", Packets.publish("news").payload("flood " + i).packet());
        }
        flood.client(2, "luis", Packets.publish("news").payload("mine").packet()).note("end");

        assertThat(TraceText.history(flood.events(), List.of(flood.events().get(10)))).isEqualTo("""
                   1   0.0 ms  1 ana  --> CONNECT ana, clean session, keep alive 0 s
                   2  10.0 ms  1 ana  --> PUBLISH QoS 0 news "flood 1"
                   3  20.0 ms  1 ana  --> PUBLISH QoS 0 news "flood 2"
                   4  30.0 ms  1 ana  --> PUBLISH QoS 0 news "flood 3"
                  ... 6 more PUBLISH ...
                > 11 100.0 ms  1 ana  --> PUBLISH QoS 0 news "flood 10"
                  ... 9 more PUBLISH ...
                  21 200.0 ms  1 ana  --> PUBLISH QoS 0 news "flood 20"
                  22 210.0 ms  2 luis --> PUBLISH QoS 0 news "mine"
                  23 220.0 ms          #  end
                """);
    }

    @Test
    @DisplayName("with a run of packets on different topics shortened if it would fill a screen, and not if it would not")
    void topics() {
        Story few = new Story();
        Story many = new Story();
        for (int i = 1; i <= 30; i++) {
            few.client(1, "ana", Packets.publish("news/" + i).packet());
            many.client(1, "ana", Packets.publish("news/" + i).packet());
        }
        many.client(1, "ana", Packets.publish("news/last").packet());

        assertThat(TraceText.history(few.events(), List.of())).hasLineCount(30).doesNotContain("more");
        assertThat(TraceText.history(many.events(), List.of())).hasLineCount(5)
                .contains("news/3 ").contains("... 27 more PUBLISH ...").contains("news/last");
    }

    @Test
    @DisplayName("with a short run of packets of one kind as it is")
    void shortRun() {
        Story talk = new Story();
        for (int i = 1; i <= 8; i++) {
            talk.client(1, "ana", Packets.publish("news").payload("news " + i).packet());
        }

        assertThat(TraceText.history(talk.events(), List.of())).hasLineCount(8).doesNotContain("more");
    }

    @Test
    @DisplayName("with long lines cut, and nothing that a terminal would obey")
    void safe() {
        String history = TraceText.history(new Story()
                .client(1, "\u001b[31mred", Packets.publish("x".repeat(200)).packet())
                .note("two\nlines \u202e").events(), List.of());

        assertThat(history.lines()).hasSize(2).allMatch(line -> line.length() <= 110)
                .anyMatch(line -> line.endsWith("..."));
        assertThat(history).contains("1 \\u001b[31mred --> ").contains("two\\nlines \\u202e")
                .doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    @DisplayName("when there is nothing to write")
    void empty() {
        assertThat(TraceText.history(new Trace())).isEqualTo("(nothing happened)\n");
        assertThat(TraceText.diagram(new Trace())).isEqualTo("       client      broker\n");
    }

    @Test
    @DisplayName("as a sequence diagram")
    void diagram() {
        assertThat(TraceText.diagram(story.events())).isEqualTo("""
                         ana        luis                                                                 tap       broker
                   1      o           |   connection opened                                               |           |
                   2      |-----------|-- CONNECT ana, clean session, keep alive 0 s ---------------------|---------->|
                   3      |<----------|-- CONNACK 0 accepted ---------------------------------------------|-----------|
                   4      |           #   connect() returned                                              |           |
                   5      |-----------|-- PUBLISH QoS 1 id 7 news/cadiz "Carnaval" ---------------------->x           |
                   6      |           |   tap dropped PUBLISH QoS 1 id 7 news/cadiz "Carnaval" from...    !           |
                   7      |           o   connection opened                                               |           |
                   8      |           |-- PUBLISH QoS 1 id 7 news "x" ------------------------------------|---------->|
                   9      |           |   tap holds PUBACK id 7 from the broker                           x<----------|
                  10      |           |   tap released PUBACK id 7 from the broker                        !           |
                  11      |           |<- PUBACK id 7 ----------------------------------------------------|-----------|
                  12      |           X   client closed the connection                                    |           |
                  13      |           |   broker closed the connection too                                |           |
                """);
    }

    @Test
    @DisplayName("as a sequence diagram of what one client did around a cut, if there was one")
    void cut() {
        Trace trace = new Trace();
        Recording luis = Recording.open(trace);
        luis.decode(Direction.FROM_CLIENT, Packets.connect("luis").packet().raw());
        Recording ana = Recording.open(trace);
        ana.record(Direction.FROM_CLIENT, ana.decode(Direction.FROM_CLIENT, Packets.connect("ana").packet().raw()));
        for (int i = 0; i < 5; i++) {
            ana.record(Direction.FROM_CLIENT, PUBLISH);
            luis.record(Direction.FROM_CLIENT, PUBLISH);
        }
        assertThat(TraceText.cut(trace)).isEmpty();

        ana.fault(Fault.CUT_BEFORE, ana.passing(Direction.FROM_BROKER, PUBACK));
        ana.closed(Party.TAP, ConnectionClosed.How.ORDERLY, "");
        trace.note("what now?");
        for (int i = 0; i < 20; i++) {
            ana.record(Direction.FROM_CLIENT, PUBLISH);
        }

        assertThat(TraceText.cut(trace)).startsWith("""

                Around the cut:
                         ana                                                              tap       broker
                   4      |-- PUBLISH QoS 1 id 7 news/cadiz "Carnaval" --------------------|---------->|
                """).contains("""
                  14      |   tap cut the connection before PUBACK id 7 from the broker    x<----------|
                  15      X   tap closed the connection                                    |           |
                  16      #   what now?                                                    |           |
                  17      |-- PUBLISH QoS 1 id 7 news/cadiz "Carnaval" --------------------|---------->|
                """).hasLineCount(2 + 1 + 5 + 1 + 12).doesNotContain("luis");
    }

    @Test
    @DisplayName("as a sequence diagram without a tap, when it only recorded")
    void diagramWithoutTap() {
        assertThat(TraceText.diagram(new Story().client(1, "ana", PUBLISH).broker(1, "ana", PUBACK).events())).isEqualTo("""
                         ana                                           broker
                   1      |-- PUBLISH QoS 1 id 7 news/cadiz "Carnaval" -->|
                   2      |<- PUBACK id 7 --------------------------------|
                """);
    }

    @Test
    @DisplayName("as a sequence diagram for PlantUML, where nothing from the wire is markup")
    void plantUml() {
        var events = story.client(1, "ana", Packets.publish("a//b").payload("**$x\n<b>").packet()).events();

        assertThat(TracePlantUml.of(events)).isEqualTo("""
                @startuml
                participant "ana" as c1
                participant "luis" as c2
                participant tap
                participant broker
                note over c1 : connection opened
                c1 -[#0072B2]> broker : <color:#0072B2>CONNECT ana, clean session, keep alive 0 s</color>
                broker -[#0072B2]> c1 : <color:#0072B2>CONNACK 0 accepted</color>
                note across : connect() returned
                c1 -[#B84D00]>x tap : <color:#B84D00>PUBLISH QoS 1 id 7 news/cadiz <U+0022>Carnaval<U+0022></color>
                note over tap : tap dropped PUBLISH QoS 1 id 7 news/cadiz <U+0022>Carnaval<U+0022> from the client
                note over c2 : connection opened
                c2 -[#B84D00]> broker : <color:#B84D00>PUBLISH QoS 1 id 7 news <U+0022>x<U+0022></color>
                note over tap : tap holds PUBACK id 7 from the broker
                note over tap : tap released PUBACK id 7 from the broker
                broker -[#00835F]> c2 : <color:#00835F>PUBACK id 7</color>
                note over c2 : client closed the connection
                note over c2 : broker closed the connection too
                c1 -[#B84D00]> broker : <color:#B84D00>PUBLISH QoS 0 a<U+002F><U+002F>b <U+0022><U+002A><U+002A><U+0024>x<U+005C>n<U+003C>b<U+003E><U+0022></color>
                @enduml
                """);
    }

    @Test
    @DisplayName("as JSON with every field and the raw bytes")
    void json() throws Exception {
        var events = new Story()
                .client(1, "a\"\u001b", Packets.publish("t").qos(1, 7).payload("\"\n").packet())
                .fault(1, "ana", Fault.DROPPED, Direction.FROM_BROKER, PUBACK)
                .closed(1, "ana", Party.TAP, true).events();

        assertThat(new ObjectMapper().readTree(TraceJson.of(events))).isEqualTo(new ObjectMapper().readTree("""
                {"events": [
                  {"number": 1, "millis": 0.0, "event": "packet", "connection": 1, "client": "a\\"\\u001b",
                   "text": "PUBLISH QoS 1 id 7 t \\"\\\\\\"\\\\n\\"", "from": "client", "raw": "32070001740007220a",
                   "packet": {"type": "PUBLISH", "topic": "t", "qos": 1, "retain": false, "duplicate": false,
                              "packetId": 7, "payloadSize": 2, "payload": "\\"\\n"}},
                  {"number": 2, "millis": 10.0, "event": "fault", "connection": 1, "client": "ana",
                   "text": "tap dropped PUBACK id 7 from the broker", "fault": "dropped", "from": "broker",
                   "raw": "40020007", "packet": {"type": "PUBACK", "packetId": 7, "returnCode": 0}},
                  {"number": 3, "millis": 20.0, "event": "closed", "connection": 1, "client": "ana",
                   "text": "tap closed the connection", "by": "tap", "how": "orderly", "first": true, "detail": ""}
                ]}
                """));
    }
}
