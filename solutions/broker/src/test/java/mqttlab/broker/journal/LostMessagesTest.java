package mqttlab.broker.journal;

import java.io.IOException;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The number of messages that a full queue has cost")
@ProvedOnce(reads = {})
class LostMessagesTest extends WithFolder {

    private static final int SESSION_BYTES = 1_000;
    private static final String LARGE = "x".repeat(SESSION_BYTES - 200);

    LostMessagesTest() {
        Limits usual = limits;
        limits = new Limits(usual.packetBytes(), usual.window(), SESSION_BYTES, usual.outboxBytes(), usual.connectTimeout());
    }

    @Test
    @DisplayName("is known after each restart, and grows from there")
    void survives() throws IOException {
        subscribeAndLeave("news", 1);
        for (int i = 0; i < 4; i++) {
            publish("news", 1, LARGE);
        }
        restart();
        expectLost("3");
        publish("news", 1, LARGE);
        restart();
        restart();
        expectLost("4");
    }

    private void expectLost(String number) {
        try (WireClient observer = WireClient.connect(address, "observer")) {
            observer.subscribe("$SYS/broker/publish/messages/dropped/queued", 0);
            expectMessage(observer, number);
        }
    }
}
