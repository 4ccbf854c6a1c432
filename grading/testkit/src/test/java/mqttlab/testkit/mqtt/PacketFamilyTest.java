package mqttlab.testkit.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The colour of a packet family")
class PacketFamilyTest {

    private static final double LEAST_CONTRAST = 4.5;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    private static final int PURPLE = 0x300A24;
    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};
    private static final int FIRST_OF_CUBE = 16;
    private static final int FIRST_GREY = 232;
    private static final int LAST_GREY = 255;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("can be read as text on white, and white on it, on paper and on a terminal (WCAG 2: a contrast of 4.5:1)")
    void contrast(PacketFamily family) {
        assertThat(contrast(rgb(family), WHITE)).isGreaterThanOrEqualTo(LEAST_CONTRAST);
        assertThat(contrast(ansiRgb(family.ansi256()), WHITE)).isGreaterThanOrEqualTo(LEAST_CONTRAST);
    }

    @Test
    @DisplayName("cannot be a terminal's text: no colour reaches this on black, on white and on the purple that Ubuntu "
            + "begins with")
    void noText() {
        assertThat(IntStream.rangeClosed(FIRST_OF_CUBE, LAST_GREY).map(PacketFamilyTest::ansiRgb).filter(rgb ->
                IntStream.of(BLACK, WHITE, PURPLE).allMatch(ground -> contrast(rgb, ground) >= LEAST_CONTRAST))).isEmpty();
        // Nor would any other: what is dark enough for white is not light enough for purple.
        assertThat(1.05 / LEAST_CONTRAST).isLessThan(LEAST_CONTRAST * (luminance(PURPLE) + 0.05));
    }

    @Test
    @DisplayName("is its own, on paper and on a terminal")
    void own() {
        assertThat(Stream.of(PacketFamily.values()).map(PacketFamily::hex)).doesNotHaveDuplicates()
                .allMatch(hex -> hex.matches("#[0-9A-F]{6}"));
        assertThat(Stream.of(PacketFamily.values()).map(PacketFamily::ansi256)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("has on a terminal the hue that it has on paper")
    void hue(PacketFamily family) {
        float[] paper = hsb(rgb(family));
        float[] terminal = hsb(ansiRgb(family.ansi256()));
        assertThat(terminal[0]).isCloseTo(paper[0], within(0.04f));
        assertThat(terminal[1] == 0).isEqualTo(paper[1] == 0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"CONNECT, CONNECTION", "CONNACK, CONNECTION", "DISCONNECT, CONNECTION", "AUTH, CONNECTION", "PUBLISH, PUBLISH",
        "PUBACK, ACKNOWLEDGEMENT", "PUBREC, ACKNOWLEDGEMENT", "PUBREL, ACKNOWLEDGEMENT", "PUBCOMP, ACKNOWLEDGEMENT",
        "SUBSCRIBE, SUBSCRIPTION", "SUBACK, SUBSCRIPTION", "UNSUBSCRIBE, SUBSCRIPTION", "UNSUBACK, SUBSCRIPTION",
        "PINGREQ, KEEP_ALIVE", "PINGRESP, KEEP_ALIVE"})
    @DisplayName("is that of its types")
    void types(PacketType type, PacketFamily family) {
        assertThat(PacketFamily.of(type)).isEqualTo(family);
    }

    private static int rgb(PacketFamily family) {
        return Integer.parseInt(family.hex().substring(1), 16);
    }

    /** A cube of six values for each of red, green and blue, and a ramp of greys behind it. */
    private static int ansiRgb(int colour) {
        if (colour >= FIRST_GREY) {
            return 0x010101 * (8 + 10 * (colour - FIRST_GREY));
        }
        int place = colour - FIRST_OF_CUBE;
        return CUBE[place / 36] << 16 | CUBE[place / 6 % 6] << 8 | CUBE[place % 6];
    }

    private static float[] hsb(int rgb) {
        return Color.RGBtoHSB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, null);
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int value) {
        double part = (value & 0xff) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
