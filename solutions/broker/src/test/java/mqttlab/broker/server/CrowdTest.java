package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thousand clients")
class CrowdTest extends WithBroker {

    private static final int CLIENTS = 1_000;

    @Test
    @DisplayName("are served, each with what is for all and with its own, and nothing is left of them when they have gone")
    void crowd() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RawClient client = raw("client" + i);
            client.subscribe("all", AT_MOST_ONCE);
            client.subscribe("own/" + i, AT_MOST_ONCE);
            clients.add(client);
        }
        RawClient writer = raw("writer");
        writer.put("all", new byte[64], false).flush();
        for (int i = 0; i < CLIENTS; i++) {
            writer.put("own/" + i, new byte[i % 64], false);
        }
        writer.flush();
        for (int i = 0; i < CLIENTS; i++) {
            clients.get(i).expect(new Publish("all", new Payload(new byte[64]), AT_MOST_ONCE, false, false, 0));
            clients.get(i).expect(new Publish("own/" + i, new Payload(new byte[i % 64]), AT_MOST_ONCE, false, false, 0));
        }
        assertThat(broker.statistics().connected.sum()).isEqualTo(CLIENTS + 1);

        for (RawClient client : clients) {
            client.close();
        }
        writer.close();
        eventually("all have gone", () -> broker.statistics().connected.sum() == 0);
        Insides.assertNothingIsLeft(broker);
    }
}
