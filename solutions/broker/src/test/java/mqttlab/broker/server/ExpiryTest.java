package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A persistent session whose client has been away for too long")
class ExpiryTest extends WithBroker {

    @Override
    Limits limits() {
        return Limits.DEFAULT.withExpiry(Duration.ZERO);
    }

    @Test
    @DisplayName("ends, with a line in the log; others stay")
    void ends() {
        WireClient luis = resume("luis");
        luis.subscribe("t", 1);
        resume("ana").disconnectAndAwaitClosed();
        eventually("ana has gone", () -> Insides.clients(broker) == 1);
        try (LogLines log = new LogLines(Level.INFO)) {
            broker.endTheExpired();
            assertThat(log.lines()).containsExactly("The session of ana has expired");
        }
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/sessions/persistent", 1L);

        WireClient ana = open();
        ana.send(Packets.connect("ana").cleanSession(false).packet());
        ana.expect("CONNACK without a session", packet -> packet.type() == CONNACK && !packet.sessionPresent());
        ana.publish("t", 1, new byte[1]);
        luis.expect("the message", packet -> packet.payload().size() == 1);
    }
}
