package mqttlab.broker.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A client's wish to speak MQTT over WebSocket, which was checked (RFC 6455, section 4.2.1). From which page it comes, its
 * {@code Origin}, does not matter: who may come in is decided by what the CONNECT says, and by no cookie of a browser.
 */
record Upgrade(String key) {

    private static final String PROTOCOL = "mqtt";
    // The number that every WebSocket server appends (RFC 6455, section 1.3).
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    static Upgrade requested(HttpRequest request) throws Refusal {
        if (!request.line().matches("GET \\S+ HTTP/1\\.[1-9]")) {
            throw Refusal.badRequest("A WebSocket begins with a GET request of HTTP/1.1.");
        }
        if (!request.headers().containsKey("Host")) {
            throw Refusal.badRequest("The header Host is missing.");
        }
        if (!request.has("Upgrade", "websocket") || !request.has("Connection", "Upgrade")) {
            throw Refusal.upgradeRequired("This port speaks MQTT over WebSocket: the headers should have "
                    + "Upgrade: websocket and Connection: Upgrade.");
        }
        if (!request.has("Sec-WebSocket-Version", "13")) {
            throw Refusal.upgradeRequired("This port speaks version 13 of WebSocket: the headers should have "
                    + "Sec-WebSocket-Version: 13.");
        }
        // [MQTT-6.0.0-3]; 'mqttv3.1', which some clients offer, is MQTT 3.1, and this broker speaks 3.1.1.
        if (!request.list("Sec-WebSocket-Protocol").contains(PROTOCOL)) {
            throw Refusal.badRequest("The client should offer the subprotocol mqtt: Sec-WebSocket-Protocol: mqtt.");
        }
        List<String> keys = request.list("Sec-WebSocket-Key");
        if (keys.size() != 1 || !keys.getFirst().matches("[A-Za-z0-9+/]{22}==")) {
            throw Refusal.badRequest("The header Sec-WebSocket-Key should be 16 bytes in Base64.");
        }
        return new Upgrade(keys.getFirst());
    }

    /** RFC 6455, section 4.2.2. */
    byte[] response() {
        // [MQTT-6.0.0-4]
        return """
                HTTP/1.1 101 Switching Protocols
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Accept: %s
                Sec-WebSocket-Protocol: %s

                """.formatted(accept(), PROTOCOL).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-1.", e);
        }
    }
}
