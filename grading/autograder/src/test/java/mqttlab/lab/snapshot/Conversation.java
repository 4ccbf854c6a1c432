package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;

/** A few sentences with a broker, of each of its early stages. */
record Conversation(InetSocketAddress broker) {

    private WireClient client(String clientId) {
        return WireClient.connect(broker, clientId);
    }

    void hello() {
        try (WireClient first = client("ana"); WireClient other = client("luis")) {
            first.ping();
            other.disconnect();
            first.ping();
        }
        try (WireClient stranger = WireClient.open(broker)) {
            // Protocol level 5.
            stranger.sendHex("10 0d 0004 4d515454 05 02 0000 0001 61");
            stranger.expect("CONNACK 1", packet -> packet.type() == PacketType.CONNACK && packet.returnCode() == 1);
            stranger.expectClosed();
        }
        try (WireClient nameless = WireClient.open(broker)) {
            nameless.sendHex("10 0c 0004 4d515454 04 00 0000 0000");
            nameless.expect("CONNACK 2", packet -> packet.type() == PacketType.CONNACK && packet.returnCode() == 2);
            nameless.expectClosed();
        }
        try (WireClient rude = WireClient.open(broker)) {
            rude.sendHex("c0 00");
            rude.expectClosed();
        }
    }

    void topics() {
        try (WireClient reader = client("reader"); WireClient newsroom = client("newsroom")) {
            reader.subscribe("news/cadiz", 0);
            newsroom.publish("news/sevilla", 0, "no".getBytes(UTF_8));
            newsroom.publish("news/cadiz", 0, "yes".getBytes(UTF_8));
            Packet notification = reader.expectNothingBefore("yes");
            assertThat(notification.topic()).isEqualTo("news/cadiz");
        }
    }

    /** A client that reads nothing costs nobody else anything: these are 16 MB, more than any socket takes. */
    void slowReader() {
        byte[] large = new byte[64 * 1024];
        try (WireClient reader = client("reader"); WireClient newsroom = client("newsroom");
                Socket slow = new Socket(broker.getAddress(), broker.getPort())) {
            slow.getOutputStream().write(HexFormat.of().parseHex("100d00044d51545404020000000173" + "8209000100046e65777300"));
            // CONNACK and SUBACK.
            assertThat(slow.getInputStream().readNBytes(9)).hasSize(9);
            reader.subscribe("news", 0);
            for (int i = 0; i < 256; i++) {
                newsroom.publish("news", 0, large);
                reader.expect(PacketType.PUBLISH);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void filters() {
        try (WireClient reader = client("reader"); WireClient newsroom = client("newsroom")) {
            reader.subscribe("news/+/sport", 0);
            reader.subscribe("#", 0);
            newsroom.publish("news/cadiz/sport", 0, "once".getBytes(UTF_8));
            reader.expectNothingBefore("once");
            reader.unsubscribe("#");
            newsroom.publish("news/cadiz/culture", 0, "no".getBytes(UTF_8));
            newsroom.publish("news/cadiz/sport", 0, "end".getBytes(UTF_8));
            reader.expectNothingBefore("end");
        }
    }

    void retained() {
        try (WireClient newsroom = client("newsroom"); WireClient reader = client("reader")) {
            newsroom.publishRetained("kept/a", 0, "old".getBytes(UTF_8));
            newsroom.publishRetained("kept/a", 0, "new".getBytes(UTF_8));
            newsroom.publishRetained("kept/b", 0, "gone".getBytes(UTF_8));
            newsroom.publishRetained("kept/b", 0, new byte[0]);
            newsroom.ping();
            reader.subscribe("kept/+", 0);
            assertThat(reader.expect(PacketType.PUBLISH).retain()).isTrue();
            newsroom.publishRetained("kept/a", 0, "live".getBytes(UTF_8));
            Packet live = reader.expect("PUBLISH live", packet -> packet.payload().equals(Payload.of("live")));
            assertThat(live.retain()).isFalse();
        }
    }
}
