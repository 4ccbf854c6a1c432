package mqttlab.broker.websocket;

import java.io.IOException;

/** The client broke the protocol; the code is for its Close frame (RFC 6455, section 7.4.1). */
final class Broken extends IOException {

    static final int PROTOCOL_ERROR = 1002;
    static final int UNACCEPTABLE_DATA = 1003;

    private static final long serialVersionUID = 1;

    final int code;

    Broken(int code, String what, Object... details) {
        super("WebSocket: " + what.formatted(details) + " (close code " + code + ")");
        this.code = code;
    }
}
