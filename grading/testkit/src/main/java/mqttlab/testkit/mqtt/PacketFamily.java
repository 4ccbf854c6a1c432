package mqttlab.testkit.mqtt;

/**
 * What packets have to do with, and the colour that slides, walkthroughs and diagrams give them. The hues are those of
 * Okabe and Ito, which colour-blind people can tell apart, darkened until they can be read as text on white, and white text on
 * them. A colour never stands alone: the packet's type is always written, too.
 */
public enum PacketFamily {

    /** Blue. */
    CONNECTION(0x0072B2, 25),
    /** Vermillion. */
    PUBLISH(0xB84D00, 130),
    /** Bluish green. */
    ACKNOWLEDGEMENT(0x00835F, 29),
    /** Reddish purple. On a terminal, 132 is nearer, and too light. */
    SUBSCRIPTION(0xA8487E, 126),
    /** Black, as a grey. */
    KEEP_ALIVE(0x5A5A5A, 240);

    private final int rgb;
    private final int ansi256;

    PacketFamily(int rgb, int ansi256) {
        this.rgb = rgb;
        this.ansi256 = ansi256;
    }

    public static PacketFamily of(PacketType type) {
        return switch (type) {
            case CONNECT, CONNACK, DISCONNECT, AUTH -> CONNECTION;
            case PUBLISH -> PUBLISH;
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> ACKNOWLEDGEMENT;
            case SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK -> SUBSCRIPTION;
            case PINGREQ, PINGRESP -> KEEP_ALIVE;
        };
    }

    /** For CSS and PlantUML: {@code #0072B2}. */
    public String hex() {
        return "#%06X".formatted(rgb);
    }

    /** For terminals, as a ground under white: one of the 240 colours from 16 on, which look the same everywhere. */
    public int ansi256() {
        return ansi256;
    }
}
