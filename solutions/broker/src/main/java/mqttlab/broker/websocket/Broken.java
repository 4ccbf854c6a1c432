package mqttlab.broker.websocket;

import java.io.IOException;

/** The client broke the protocol; the code is for its Close frame (RFC 6455, section 7.4.1). */
final class Broken extends IOException {

    static final int PROTOCOL_ERROR = 1002;
    static final int UNACCEPTABLE_DATA = 1003;

    private static final long serialVersionUID = 1;

    private final int code;

    Broken(int code, String what) {
        super("WebSocket: " + what + " (close code " + code + ")");
        this.code = code;
    }

    static Broken protocol(String what, Object... arguments) {
        return new Broken(PROTOCOL_ERROR, what.formatted(arguments));
    }

    int code() {
        return code;
    }
}
