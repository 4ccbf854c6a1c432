package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Tap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A CONNECT that goes out slowly")
class SlowConnectTest {

    @Test
    @DisplayName("reaches a broker that had lost its patience: the connection is opened again, and says what it has said")
    void again() {
        OnStage demo = new OnStage(true);
        try (Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            Broker broker = brokers.shared();
            try (Tap tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()))) {
                SlowConnect connect = new SlowConnect(tap.address(), demo.trace(), Packets.connect("ana").packet(), "ana");
                demo.step("open", connect::open)
                        .step("header", show -> connect.send(show, Section.FIXED_HEADER))
                        .step("lose-patience", show -> {
                            tap.cut();
                            show.await(Events.closed());
                        })
                        .step("more", show -> connect.send(show, Section.VARIABLE_HEADER))
                        .step("rest", show -> {
                            connect.finish(show);
                            show.await(Events.fromBroker(PacketType.CONNACK));
                        });
                Map<String, Text> lines = Map.of("open", same("open"), "sent", same("%s: %d of %d"), "silence", same("silence"),
                        "again", same("%s again"));
                Script script = new Script("07-demo", same("Demo"), lines, demo.script().steps());
                new Player(script, demo, demo.screen(Language.EN), Optional.empty(), Pause.NONE, Optional.empty()).play(0);
                connect.close();
            }
        }
        assertThat(demo.printed())
                .containsSubsequence("» ana: 2 of 17", "» ana again", "» ana: 12 of 17", "CONNECT ana", "CONNACK 0 accepted");
    }

    private static Text same(String text) {
        return new Text(text, text);
    }
}
