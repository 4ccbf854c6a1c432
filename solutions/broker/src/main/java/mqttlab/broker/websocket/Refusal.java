package mqttlab.broker.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An opening handshake that is refused. Nothing of what the client sent is in the message: it goes into a log. */
final class Refusal extends IOException {

    private static final long serialVersionUID = 1;

    private final String status;

    private Refusal(String status, String why) {
        super(why);
        this.status = status;
    }

    static Refusal badRequest(String why) {
        return new Refusal("400 Bad Request", why);
    }

    /** To a client that speaks HTTP, or another version of WebSocket: what it should speak (RFC 6455, section 4.4). */
    static Refusal upgradeRequired(String why) {
        return new Refusal("426 Upgrade Required", why);
    }

    byte[] response() {
        String body = getMessage() + "\n";
        return """
                HTTP/1.1 %s
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Connection: Upgrade, close
                Content-Type: text/plain
                Content-Length: %s

                """.formatted(status, body.length()).replace("\n", "\r\n").concat(body).getBytes(StandardCharsets.US_ASCII);
    }
}
