package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.journal.Journal;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A subscription")
class SubscribingTest extends WithBroker {

    private static final byte[] NEWS = "news".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is refused with 0x80 where the access list allows nothing of it; of another, what is allowed comes "
            + "[MQTT-3.8.4-5]")
    void refused() throws IOException {
        Path acl = Files.writeString(folder.resolve("acl"), "topic readwrite news/#\ntopic write plans\n");
        broker = keep(new Broker(limits(), Access.of(Optional.empty(), Optional.of(acl)), Journal.none(), io.open()));
        address = new InetSocketAddress(LOOPBACK, broker.listen(LOOPBACK, 0).port());
        WireClient ana = connect("ana");
        ana.send(Packets.subscribe(7, new TopicFilter("plans", 1), new TopicFilter("+", 2), new TopicFilter("plans/#", 0)));
        assertThat(ana.expect(SUBACK).raw()).containsExactly(0x90, 5, 0, 7, 0x80, 2, 0x80);
        ana.publish("plans", 1, NEWS);
        ana.publish("news", 1, NEWS);
        assertThat(ana.expect(PUBLISH).topic()).isEqualTo("news");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share/group/news", "$share/group/#", "$share/group", "$share/"})
    @DisplayName("that is to be shared is refused with 0x80, since no message would come: that is of MQTT 5")
    void shared(String filter) {
        WireClient ana = connect("ana");
        ana.send(Packets.subscribe(7, filter, 1));
        assertThat(ana.expect(SUBACK).raw()).containsExactly(0x90, 3, 0, 7, 0x80);
        assertThat(ana.subscribe("$shared/news", 1)).isEqualTo(1);
    }
}
