package mqttlab.testkit.tap;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tap that disturbs connections")
class DisturbedConnectionsTest extends WithTap {

    @Test
    @DisplayName("refuses the next two")
    void refuse() {
        tap.whenConnecting().times(2).refuse();
        for (int i = 0; i < 2; i++) {
            try (WireClient client = WireClient.open(tap.address())) {
                client.expectClosed();
            }
        }
        ana().close();
        assertThat(trace.all(fault(Fault.REFUSED))).hasSize(2);
        broker.seen().await(closed());
        assertThat(broker.seen().all(Events.opened())).hasSize(1);
    }

    @Test
    @DisplayName("is a broker that hangs: reads the CONNECT and never answers")
    void silent() {
        Rule silence = tap.whenConnecting().beSilent();
        try (WireClient client = WireClient.open(tap.address())) {
            client.send(Packets.connect("ana").packet());
            trace.await(fromClient(CONNECT).byClient("ana"));
            silence.lift();
            ana().close();
            assertThat(client.trace().all(Events.anythingFromBroker())).isEmpty();
            assertThat(client.trace().all(closed())).isEmpty();
        }
        assertThat(trace.await(closed(1)).by()).isEqualTo(Party.CLIENT);
        assertThat(broker.seen().all(Events.opened())).hasSize(1);
    }

    @Test
    @DisplayName("stops listening, and listens again on the same port")
    void unplug() throws IOException {
        try (WireClient before = ana()) {
            tap.unplug();
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(tap.address())).isInstanceOf(ConnectException.class);
            }
            assertThatThrownBy(this::ana).isInstanceOf(InfrastructureException.class)
                    .hasMessageStartingWith("cannot connect to the broker at /127.0.0.1:");
            before.ping();
            tap.plugIn();
            ana().close();
        }
    }

    @Test
    @DisplayName("slips in a packet where it holds another")
    void slipIn() {
        tap.when(fromBroker(PUBACK)).hold();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"));
            tap.slipIn(trace.await(fault(Fault.HELD)).connection(), Packets.suback(7, 0x80));
            ana.expect("a SUBACK that nobody asked for", packet -> packet.type() == SUBACK && packet.packetId() == 7);
            trace.none(fromBroker(PUBACK));
        }
    }

    @Test
    @DisplayName("closes everything with itself, also what it holds")
    void closeWhileHolding() {
        tap.when(fromBroker(PUBACK)).hold();
        try (WireClient ana = ana()) {
            ana.send(publish(1, "a"));
            trace.await(fault(Fault.HELD));
            tap.close();
            trace.one(fault(Fault.RELEASED));
            trace.none(fromBroker(PUBACK));
            ana.expectClosed();
        }
    }
}
