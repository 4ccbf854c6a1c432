package mqttlab.broker.websocket;

/** What a frame is for (RFC 6455, section 5.2); the codes in between are reserved. */
enum Opcode {
    CONTINUATION(0), TEXT(1), BINARY(2), CLOSE(8), PING(9), PONG(10);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** About the connection, not about data; may come between the fragments of a message. */
    boolean isControl() {
        return code >= CLOSE.code;
    }

    static Opcode of(int code) throws Broken {
        for (Opcode opcode : values()) {
            if (opcode.code == code) {
                return opcode;
            }
        }
        throw Broken.protocol("opcode %d is reserved", code);
    }
}
