package mqttlab.broker.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebSocket's opening handshake")
class WebSocketTest {

    // The example of RFC 6455, section 1.3, with MQTT's subprotocol.
    private static final String REQUEST = """
            GET /chat HTTP/1.1
            Host: server.example.com
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Origin: http://example.com
            Sec-WebSocket-Protocol: chat, mqtt
            Sec-WebSocket-Version: 13

            """;

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    private WebSocket accept(String request) throws IOException {
        return WebSocket.accept(new ByteArrayInputStream(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)),
                answer);
    }

    private String answer() {
        return answer.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n");
    }

    @Test
    @DisplayName("is answered as in the RFC's example, and selects mqtt")
    void example() throws IOException {
        accept(REQUEST);
        assertThat(answer()).isEqualTo("""
                HTTP/1.1 101 Switching Protocols
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                Sec-WebSocket-Protocol: mqtt

                """);
    }

    @Test
    @DisplayName("leaves what comes behind it to be read: a client need not wait for the answer")
    void pipelined() throws IOException {
        WebSocket socket = accept(REQUEST + "\u0082\u0082\0\0\0\0\u00c0\0");
        assertThat(socket.in().readAllBytes()).containsExactly(0xc0, 0);
        socket.out().write(new byte[] {(byte) 0xd0, 0});
        assertThat(answer.toByteArray()).endsWith(0x82, 2, 0xd0, 0);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @DisplayName("selects mqtt, and the name of MQTT 3.1 for who offers nothing else: its CONNECT is answered as on TCP")
    @CsvSource(delimiter = '|', value = {"mqttv3.1 | mqttv3.1", "mqttv3.1, mqtt | mqtt", "chat, mqttv3.1 | mqttv3.1"})
    void subprotocol(String offered, String selected) throws IOException {
        accept(REQUEST.replace("chat, mqtt", offered));
        assertThat(answer()).startsWith("HTTP/1.1 101 ").contains("\nSec-WebSocket-Protocol: " + selected + "\n");
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @DisplayName("may be written with other capitals, in lists, and with one header more than once")
    @CsvSource(delimiter = '|', value = {
        "Upgrade: WebSocket | Upgrade: websocket", "connection: keep-alive, upgrade | Connection: Upgrade",
        "SEC-WEBSOCKET-VERSION:13 | Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: mqtt,x | Sec-WebSocket-Protocol: chat, mqtt",
        "Sec-WebSocket-Protocol: chat & Sec-WebSocket-Protocol: mqtt | Sec-WebSocket-Protocol: chat, mqtt",
        "GET / HTTP/1.1 | GET /chat HTTP/1.1"})
    void variants(String instead, String of) throws IOException {
        accept(REQUEST.replace(of, instead.replace(" & ", "\n")));
        assertThat(answer()).startsWith("HTTP/1.1 101 ");
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}")
    @DisplayName("is refused with a status and a sentence where something is wrong, and nothing of it is repeated")
    @CsvSource(delimiter = '|', value = {
        "POST /hack HTTP/1.1 | GET /chat HTTP/1.1 | 400 | A WebSocket begins with a GET request of HTTP/1.1.",
        "GET /hack HTTP/1.0 | GET /chat HTTP/1.1 | 400 | A WebSocket begins with a GET request of HTTP/1.1.",
        "Hack: 1 | Host: server.example.com | 400 | The header Host is missing.",
        "Upgrade: hack | Upgrade: websocket | 426 | This port speaks MQTT over WebSocket: the headers should have "
                + "Upgrade: websocket and Connection: Upgrade.",
        "Connection: hack | Connection: Upgrade | 426 | This port speaks MQTT over WebSocket: the headers should have "
                + "Upgrade: websocket and Connection: Upgrade.",
        "Sec-WebSocket-Version: 8 | Sec-WebSocket-Version: 13 | 426 | This port speaks version 13 of WebSocket: "
                + "the headers should have Sec-WebSocket-Version: 13.",
        "Sec-WebSocket-Protocol: mqttv5, MQTT | Sec-WebSocket-Protocol: chat, mqtt | 400 | "
                + "The client should offer the subprotocol mqtt: Sec-WebSocket-Protocol: mqtt.",
        "X: hack | Sec-WebSocket-Protocol: chat, mqtt | 400 | "
                + "The client should offer the subprotocol mqtt: Sec-WebSocket-Protocol: mqtt.",
        "hack | dGhlIHNhbXBsZSBub25jZQ== | 400 | The header Sec-WebSocket-Key should be 16 bytes in Base64.",
        "hack | Origin: http://example.com | 400 | A header of the request is not of the form name: value.",
        ": hack | Origin: http://example.com | 400 | A header of the request is not of the form name: value."})
    void refused(String instead, String of, int status, String why) {
        assertThatThrownBy(() -> accept(REQUEST.replace(of, instead))).isInstanceOf(IOException.class).hasMessage(why);
        assertThat(answer()).startsWith("HTTP/1.1 " + status + " ").endsWith("\n\n" + why + "\n")
                .contains("Upgrade: websocket\n", "Sec-WebSocket-Version: 13\n", "Content-Length: " + (why.length() + 1) + "\n");
        assertThat(answer().toLowerCase(Locale.ROOT)).doesNotContain("hack");
    }

    @Test
    @DisplayName("is refused when it is longer than 8 KB, and no more of it is read")
    void tooLong() {
        ByteArrayInputStream endless = new ByteArrayInputStream("A".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> WebSocket.accept(endless, answer)).hasMessage("The request is longer than 8192 bytes.");
        assertThat(endless.available()).isGreaterThan(20_000 - 8192 - 512 - 1);
        assertThat(answer()).startsWith("HTTP/1.1 400 ");
    }

    @Test
    @DisplayName("is refused at once when it is MQTT without a WebSocket")
    void plainMqtt() {
        assertThatThrownBy(() -> accept("\u0010\u000c\0\4MQTT\4\2\0\0\0\0"))
                .hasMessage("This port speaks MQTT over WebSocket: expected an HTTP request.");
        assertThat(answer()).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @DisplayName("that ends early is answered by nothing")
    @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1\nHost: x\n"})
    void cut(String request) {
        assertThatThrownBy(() -> accept(request)).isInstanceOf(EOFException.class);
        assertThat(answer()).isEmpty();
    }
}
