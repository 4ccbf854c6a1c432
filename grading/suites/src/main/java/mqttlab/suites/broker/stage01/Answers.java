package mqttlab.suites.broker.stage01;

import java.util.HexFormat;
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

    static void expectPingresp(WireClient client) {
        expect(client, "PINGRESP", "d0 00");
    }

    private static void expect(WireClient client, String name, String hex) {
        client.expect("%s, the bytes %s,".formatted(name, hex), packet -> SPACED.formatHex(packet.raw()).equals(hex));
    }
}
