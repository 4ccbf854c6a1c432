package mqttlab.broker.codec;

/** What a CONNACK says, in the order of its codes (table 3.1 of the standard). */
public enum ConnectReturn {
    ACCEPTED, UNACCEPTABLE_PROTOCOL_VERSION, IDENTIFIER_REJECTED, SERVER_UNAVAILABLE, BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED
}
