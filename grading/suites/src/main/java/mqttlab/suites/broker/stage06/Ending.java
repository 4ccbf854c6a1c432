package mqttlab.suites.broker.stage06;

import java.util.function.Consumer;
import mqttlab.testkit.wire.WireClient;

/** In which ways a connection ends, and a clean session with it. */
enum Ending {
    CUT(WireClient::abort),
    GOODBYE(WireClient::disconnect),
    /** By the broker, when the client comes with another connection [MQTT-3.1.4-2]. */
    TAKEN_OVER(client -> { });

    private final Consumer<WireClient> way;

    Ending(Consumer<WireClient> way) {
        this.way = way;
    }

    void of(WireClient client) {
        way.accept(client);
    }
}
