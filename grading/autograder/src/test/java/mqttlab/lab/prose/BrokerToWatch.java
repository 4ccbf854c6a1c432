package mqttlab.lab.prose;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.net.InetSocketAddress;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.tap.Tap;

/** The broker that a page says is at localhost:1883, at another port and behind a tap. */
final class BrokerToWatch implements AutoCloseable {

    private final Brokers brokers = Brokers.named(Terminal.broker());
    private final Tap tap;

    BrokerToWatch() {
        Broker broker = brokers.shared();
        tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()));
    }

    /** The script, with this broker's address in place of the one that it names, or that its clients take by default. */
    String instead(String script) {
        InetSocketAddress address = tap.address();
        return script.replace("localhost:1883", "127.0.0.1:" + address.getPort())
                .replace("-h localhost", "-h 127.0.0.1 -p " + address.getPort());
    }

    void awaitSubscribers(int count) {
        tap.trace().await(count, fromBroker(SUBACK));
    }

    @Override
    public void close() {
        tap.close();
        brokers.close();
    }
}
