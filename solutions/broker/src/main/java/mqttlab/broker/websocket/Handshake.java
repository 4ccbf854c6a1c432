package mqttlab.broker.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A client's request to speak MQTT over WebSocket (RFC 6455, section 4.2.1). From which page it comes, its {@code Origin}, does
 * not matter: the CONNECT decides who may come in, and no cookie of a browser.
 */
final class Handshake {

    /** Why a handshake is refused. Nothing of what the client sent is in the message: it goes into a log. */
    static final class Refusal extends IOException {

        private static final long serialVersionUID = 1;

        private final String status;

        private Refusal(String status, String why) {
            super(why);
            this.status = status;
        }

        private static Refusal badRequest(String why) {
            return new Refusal("400 Bad Request", why);
        }

        /** Tells a client that speaks HTTP, or another version of WebSocket, what it should speak (RFC 6455, section 4.4). */
        private static Refusal upgradeRequired(String why) {
            return new Refusal("426 Upgrade Required", "This port speaks " + why);
        }

        byte[] response() {
            return http("""
                    HTTP/1.1 %s
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Connection: Upgrade, close
                    Content-Type: text/plain
                    Content-Length: %d

                    """.formatted(status, getMessage().length() + 1), getMessage() + "\n");
        }
    }

    private static final int MAX_BYTES = 8192;
    // The same for all WebSocket servers (RFC 6455, section 1.3).
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Reads up to the empty line after the headers, and not a byte further: frames may follow at once. */
    Handshake(InputStream in) throws IOException {
        List<String> lines = lines(in);
        for (String header : lines.subList(1, lines.size())) {
            String[] parts = header.split(":", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                throw Refusal.badRequest("A header of the request is not of the form name: value.");
            }
            // One header may come several times; most have lists as their values.
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .addAll(Stream.of(parts[1].split(",")).map(String::strip).toList());
        }
        check(lines.getFirst());
    }

    private static List<String> lines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < MAX_BYTES; i++) {
            int c = in.read();
            if (c == '\n' && line.isEmpty() && !lines.isEmpty()) {
                return lines;
            } else if (c == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else if (c >= ' ' || c == '\t') {
                line.append((char) c);
            } else if (c < 0) {
                throw new EOFException("The client left before its WebSocket request was complete.");
            } else if (c != '\r') {
                // Most often MQTT without a WebSocket: its client waits for a CONNACK, and we would wait for the line's end.
                throw Refusal.badRequest("This port speaks MQTT over WebSocket: expected an HTTP request.");
            }
        }
        throw Refusal.badRequest("The request is longer than %d bytes.".formatted(MAX_BYTES));
    }

    private void check(String requestLine) throws Refusal {
        if (!requestLine.matches("GET \\S+ HTTP/1\\.[1-9]")) {
            throw Refusal.badRequest("A WebSocket begins with a GET request of HTTP/1.1.");
        }
        if (!headers.containsKey("Host")) {
            throw Refusal.badRequest("The header Host is missing.");
        }
        if (!has("Upgrade", "websocket") || !has("Connection", "Upgrade")) {
            throw Refusal.upgradeRequired("MQTT over WebSocket: the headers should have Upgrade: websocket and "
                    + "Connection: Upgrade.");
        }
        if (!has("Sec-WebSocket-Version", "13")) {
            throw Refusal.upgradeRequired("version 13 of WebSocket: the headers should have Sec-WebSocket-Version: 13.");
        }
        if (protocol().isEmpty()) {
            throw Refusal.badRequest("The client should offer the subprotocol mqtt: Sec-WebSocket-Protocol: mqtt.");
        }
        if (values("Sec-WebSocket-Key").size() != 1 || !key().matches("[A-Za-z0-9+/]{22}==")) {
            throw Refusal.badRequest("The header Sec-WebSocket-Key should be 16 bytes in Base64.");
        }
    }

    private List<String> values(String header) {
        return headers.getOrDefault(header, List.of());
    }

    /** Whether one of the header's values is this word, in capitals or not. */
    private boolean has(String header, String word) {
        return values(header).stream().anyMatch(word::equalsIgnoreCase);
    }

    /** [MQTT-6.0.0-3]; with the name from MQTT 3.1 a client gets as far as on TCP, where its CONNECT decides. */
    private Optional<String> protocol() {
        return Stream.of("mqtt", "mqttv3.1").filter(values("Sec-WebSocket-Protocol")::contains).findFirst();
    }

    private String key() {
        return values("Sec-WebSocket-Key").getFirst();
    }

    /** Says yes (RFC 6455, section 4.2.2), and selects the subprotocol [MQTT-6.0.0-4]. */
    byte[] response() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key() + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return http("""
                    HTTP/1.1 101 Switching Protocols
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Accept: %s
                    Sec-WebSocket-Protocol: %s

                    """.formatted(Base64.getEncoder().encodeToString(hash), protocol().orElseThrow()), "");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-1.", e);
        }
    }

    private static byte[] http(String head, String body) {
        return (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.US_ASCII);
    }
}
