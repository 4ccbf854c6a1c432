package mqttlab.testkit.tap;

import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A tap in front of a broker that answers whatever comes, both new for each test, and Ana on the other side of it. */
@Timeout(30)
abstract class WithTap {

    final TinyBroker broker = new TinyBroker();
    final Tap tap = Tap.to(broker::address);
    final Trace trace = tap.trace();

    @AfterEach
    void close() throws Exception {
        tap.close();
        broker.close();
    }

    WireClient ana() {
        return WireClient.connect(tap.address(), "ana");
    }

    static Packet publish(int id, String payload) {
        return Packets.publish("t").qos(1, id).payload(payload).packet();
    }
}
