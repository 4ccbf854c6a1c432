package mqttlab.contracts.presence;

/** What is known of somebody's presence. */
public enum Status {

    /** It has said that it is here, and nobody has said anything else since. */
    HERE,

    /** It has taken its leave. */
    LEFT,

    /** It has vanished without taking its leave: its will says so. */
    LOST,

    /** Nobody has said anything, or whoever shows it can no longer know. This is never said in a message. */
    UNKNOWN
}
