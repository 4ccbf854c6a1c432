package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broker")
class BrokerTest extends WithBroker {

    @Test
    @DisplayName("that is closed disconnects its clients, and nobody can connect any more")
    void closed() {
        WireClient ana = connect("ana");
        WireClient silent = open();
        ana.ping();
        broker.close();
        ana.expectClosed();
        silent.expectClosed();
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(ConnectException.class);
        broker.close();
    }

    @Test
    @DisplayName("listens on several ports, between which messages go")
    void severalPorts() throws Exception {
        InetSocketAddress second = new InetSocketAddress(LOOPBACK, broker.listen(LOOPBACK, 0).port());
        WireClient luis = keep(WireClient.connect(second, "luis", new Trace()));
        luis.subscribe("t", 0);
        connect("ana").publish("t", 1, new byte[] {'m'});
        luis.expectNothingBefore("m");
    }

    @Test
    @DisplayName("says that a port is in use, and serves on the others")
    void portInUse() {
        assertThatThrownBy(() -> broker.listen(LOOPBACK, address.getPort())).isInstanceOf(BindException.class);
        connect("ana").ping();
    }

    @Test
    @DisplayName("counts what goes through it")
    void counts() {
        WireClient ana = connect("ana");
        ana.subscribe("t", 1);
        ana.publish("t", 0, new byte[0]);
        ana.publish("t", 1, new byte[0]);
        ana.ping();
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/clients/connected", 1L)
                .containsEntry("$SYS/broker/messages/received", 2L).containsEntry("$SYS/broker/messages/sent", 2L)
                .containsEntry("$SYS/broker/publish/messages/dropped", 0L);
    }
}
