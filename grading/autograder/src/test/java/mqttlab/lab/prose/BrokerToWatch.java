package mqttlab.lab.prose;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.StudentBroker;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TracedPacket;

/** The broker that a page says is at localhost:1883, at another port and behind a tap. */
final class BrokerToWatch implements AutoCloseable {

    private final Brokers brokers;
    private final Tap tap;
    private final AtomicInteger connections = new AtomicInteger();

    private BrokerToWatch(Brokers brokers) {
        this.brokers = brokers;
        Broker broker = brokers.shared();
        tap = Tap.to(() -> {
            awaitThoseBefore(connections.incrementAndGet());
            return new InetSocketAddress(broker.host(), broker.port());
        });
    }

    /**
     * The commands of a page come one after the other, and a broker that serves each client by a thread of its own may yet hear
     * the second before the first. Subscribers stay, and are not waited for.
     */
    private void awaitThoseBefore(int connection) {
        Set<Integer> subscribers = tap.trace().all(fromBroker(SUBACK)).stream().map(TracedPacket::connection)
                .collect(Collectors.toSet());
        IntStream.range(1, connection).filter(each -> !subscribers.contains(each)).forEach(tap::awaitEnd);
    }

    static BrokerToWatch real() {
        return new BrokerToWatch(Brokers.named(Terminal.broker()));
    }

    /** The reader's own, when this stage is done. */
    static BrokerToWatch after(String stage, Path folder) throws IOException {
        Path project = Files.createTempDirectory(folder, "broker");
        Checkout checkout = Checkout.at(ThisCheckout.root());
        Snapshot.of(checkout, stage).write(project);
        LabDefinition definition = checkout.stage(stage);
        Path classes = new Project(project, definition.libraries()).compile().classes();
        return new BrokerToWatch(Brokers.judged("stage " + stage, settings ->
                StudentBroker.started(classes, definition.libraries(), definition.main(), "the broker of stage " + stage)));
    }

    /** The script, with this broker's address in place of the one that it names, or that its clients take by default. */
    String instead(String script) {
        InetSocketAddress address = tap.address();
        return script.replace("localhost:1883", "127.0.0.1:" + address.getPort())
                .replace("localhost 1883", "127.0.0.1 " + address.getPort())
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
