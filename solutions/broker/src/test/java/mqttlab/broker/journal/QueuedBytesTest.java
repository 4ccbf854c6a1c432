package mqttlab.broker.journal;

import java.io.IOException;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is kept for all clients together")
@ProvedOnce(reads = {})
class QueuedBytesTest extends WithFolder {

    private static final int PAYLOAD = 100;
    /** One message, and two that keep it. */
    private static final int BYTES = 200 + 2 * "news".length() + PAYLOAD + 2 * 64;

    @Test
    @DisplayName("is as much after a restart: a message that is kept for two still counts once")
    void survives() throws IOException {
        for (String name : new String[] {"ana", "luis"}) {
            WireClient reader = connect(name);
            reader.subscribe("news", 1);
            reader.disconnectAndAwaitClosed();
        }
        publish("news", 1, "x".repeat(PAYLOAD));
        restart();
        try (WireClient observer = WireClient.connect(address, "observer")) {
            observer.subscribe("$SYS/broker/queued messages/bytes", 0);
            expectMessage(observer, Integer.toString(BYTES));
        }
    }
}
