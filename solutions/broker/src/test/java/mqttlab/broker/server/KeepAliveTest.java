package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that is silent")
@ProvedOnce(reads = {})
class KeepAliveTest extends WithBroker {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);
    /** More bytes than are sent one by one: 84 80 40 is 2 more, for the length of the topic. */
    private static final int LARGE = 0x10_0002;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(usual.packetBytes(), usual.window(), usual.sessionBytes(), usual.outboxBytes(), CONNECT_TIMEOUT);
    }

    @Test
    @DisplayName("for longer than one and a half times its keep alive is disconnected; one that talks is not, be it slowly, nor one without")
    void keepAlive() {
        WireClient without = connect("without");
        WireClient talking = connect(Packets.connect("talking").keepAlive(1).packet());
        WireClient silent = connect(Packets.connect("silent").keepAlive(1).packet());
        WireClient dribbling = connect(Packets.connect("dribbling").keepAlive(1).packet());
        // The beginning of a large packet on a slow line.
        dribbling.sendHex("30 84 80 40 0001");
        int[] missing = {LARGE};
        eventually("the silent one is disconnected", () -> {
            talking.ping();
            dribbling.sendHex("61");
            missing[0]--;
            return trace.first(Events.closed(silent.connection())).isPresent();
        });
        silent.expectClosed();
        dribbling.sendOften("a".repeat(missing[0]).getBytes(US_ASCII), 1);
        dribbling.ping();
        ConnectionClosed end = trace.one(Events.closed(silent.connection()));
        assertThat(end.at()).as("not before its time").isGreaterThan(Duration.ofMillis(1_500));
        talking.ping();
        without.ping();
    }

    @Test
    @DisplayName("before its CONNECT is disconnected, also when it has begun with it")
    void connect() {
        WireClient silent = open();
        WireClient begun = open();
        begun.sendHex("10 0f 0004 4d515454");
        silent.expectClosed();
        begun.expectClosed();
        eventually("nothing is left of them", () -> broker.statistics().connected.sum() == 0);
    }
}
