package mqttlab.testkit.mqtt;

/** Which way a packet travels. */
public enum Direction {

    FROM_CLIENT("client", "-->"),
    FROM_BROKER("broker", "<--");

    private final String sender;
    private final String arrow;

    Direction(String sender, String arrow) {
        this.sender = sender;
        this.arrow = arrow;
    }

    public String sender() {
        return sender;
    }

    /** Drawn with the client on the left and the broker on the right. */
    public String arrow() {
        return arrow;
    }
}
