package mqttlab.testkit.mqtt;

/**
 * What packets have to do with, and the colour that slides, walkthroughs and diagrams give them. The hues are those of
 * Okabe and Ito, which colour-blind people can tell apart, darkened until they can be read as text on white. A colour never
 * stands alone: the packet's type is always written, too.
 */
public enum PacketFamily {

    /** Blue. */
    CONNECTION(0x0072B2),
    /** Vermillion. */
    PUBLISH(0xB84D00),
    /** Bluish green. */
    ACKNOWLEDGEMENT(0x00835F),
    /** Reddish purple. */
    SUBSCRIPTION(0xA8487E),
    /** Black, as a grey. */
    KEEP_ALIVE(0x5A5A5A);

    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};
    private static final int FIRST_OF_CUBE = 16;
    private static final int FIRST_GREY = 232;
    private static final int LAST_GREY = 255;

    private final int rgb;

    PacketFamily(int rgb) {
        this.rgb = rgb;
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

    /** For terminals: the nearest of the 240 colours from 16 on, which look the same everywhere. */
    public int ansi256() {
        int nearest = FIRST_OF_CUBE;
        for (int colour = FIRST_OF_CUBE; colour <= LAST_GREY; colour++) {
            if (distance(ansiRgb(colour), rgb) < distance(ansiRgb(nearest), rgb)) {
                nearest = colour;
            }
        }
        return nearest;
    }

    /** A cube of six values for each of red, green and blue, and a ramp of greys behind it. */
    private static int ansiRgb(int colour) {
        if (colour >= FIRST_GREY) {
            return 0x010101 * (8 + 10 * (colour - FIRST_GREY));
        }
        int place = colour - FIRST_OF_CUBE;
        return CUBE[place / 36] << 16 | CUBE[place / 6 % 6] << 8 | CUBE[place % 6];
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (a >> shift & 0xff) - (b >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
