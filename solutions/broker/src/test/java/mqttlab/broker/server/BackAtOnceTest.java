package mqttlab.broker.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.Change.Retained;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client whose connection has broken, and that is back at once,")
@ProvedOnce(reads = {})
class BackAtOnceTest extends WithBroker {

    private static final String STATE = "state/device";

    private final CountDownLatch willBegun = new CountDownLatch(1);
    private final CountDownLatch willMayGoOn = new CountDownLatch(1);

    /** In whose middle the will stops until the test wants it to go on. */
    @Override
    Journal journal() {
        Journal none = Journal.none();
        ClassLoader loader = getClass().getClassLoader();
        return (Journal) Proxy.newProxyInstance(loader, new Class<?>[]{Journal.class}, (proxy, method, args) -> {
            if (args != null && args[0] instanceof Retained retained && retained.message().topic().equals(STATE)) {
                willBegun.countDown();
                assertThat(willMayGoOn.await(Patience.usual().toSeconds(), SECONDS)).isTrue();
            }
            return method.invoke(none, args);
        });
    }

    @Test
    @DisplayName("is let in when its own will is out, and says what is retained from then on [MQTT-3.1.2-8]")
    void afterItsWill() throws InterruptedException {
        Packet device = Packets.connect("device").will(new Will(STATE, Payload.of("offline"), 1, true)).packet();
        WireClient first = connect(device);
        CompletableFuture<Void> end = Insides.onlyConnection(broker).ended();
        first.abort();
        assertThat(willBegun.await(Patience.usual().toSeconds(), SECONDS)).isTrue();

        int others = end.getNumberOfDependents();
        WireClient back = open();
        back.send(device, Packets.publish(STATE).qos(1, 1).payload(Payload.of("online")).retain().packet());
        eventually("it waits, or is let in", () -> end.getNumberOfDependents() > others || letIn() > 0);
        assertThat(letIn()).as("clients that are let in").isZero();
        willMayGoOn.countDown();

        back.expect(CONNACK);
        back.expect(PUBACK, 1);
        WireClient reader = connect("reader");
        reader.subscribe(STATE, 0);
        assertThat(reader.expect(PUBLISH).payload()).isEqualTo(Payload.of("online"));
    }

    private long letIn() {
        return broker.statistics().connected.sum();
    }
}
