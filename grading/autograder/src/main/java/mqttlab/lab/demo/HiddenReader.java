package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.net.InetSocketAddress;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that the hall does not see. It finds out what the broker has handed on, so that a demo knows what to wait for where
 * brokers differ.
 */
final class HiddenReader implements AutoCloseable {

    private static final String SENTINEL = "sentinel";

    private final WireClient client;

    HiddenReader(InetSocketAddress broker, String filter) {
        client = WireClient.connect(broker, "hidden", new Trace());
        client.subscribe(filter, 0);
        client.subscribe(SENTINEL, 0);
    }

    /** How many messages have come to it. What the broker has dealt with before is ahead of the sentinel. */
    int handedOn() {
        client.publish(SENTINEL, 0, new byte[0]);
        int messages = 0;
        while (!client.expect(PUBLISH).topic().equals(SENTINEL)) {
            messages++;
        }
        return messages;
    }

    @Override
    public void close() {
        client.close();
    }
}
