package mqttlab.suites.broker.stage01;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.util.HexFormat;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.WireClient;

/** What a broker has to answer in this stage, byte by byte. */
final class Answers {

    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private Answers() {
    }

    static void expectAccepted(WireClient client) {
        expect(client, "CONNACK 0, accepted", "20 02 00 00");
    }

    /** And nothing behind it but the end of the connection. */
    static void expectRefused(WireClient client, int returnCode) {
        expect(client, "CONNACK " + returnCode, "20 02 00 0" + returnCode);
        client.expectClosed();
    }

    /** It is closed, with or without a reason, but never let in: whether a broker says why is its own choice. */
    static void expectNotAccepted(Scene scene, byte[] connect) {
        WireClient stranger = scene.open();
        stranger.send(connect);
        scene.trace().await(closed(stranger.connection()));
        scene.trace().none(fromBroker(CONNACK).onConnection(stranger.connection())
                .with("that accepts", connack -> connack.returnCode() == 0));
    }

    /** What it sends first is not answered, and the connection is closed. */
    static void expectNoAnswer(Scene scene, byte[] bytes) {
        WireClient stranger = scene.open();
        stranger.send(bytes);
        stranger.expectClosed();
    }

    static void expectPingresp(WireClient client) {
        expect(client, "PINGRESP", "d0 00");
    }

    private static void expect(WireClient client, String name, String hex) {
        client.expect("%s, the bytes %s,".formatted(name, hex), packet -> SPACED.formatHex(packet.raw()).equals(hex));
    }
}
