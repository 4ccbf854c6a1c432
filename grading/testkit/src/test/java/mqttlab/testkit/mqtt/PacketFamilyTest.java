package mqttlab.testkit.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The colour of a packet family")
class PacketFamilyTest {

    private static final double LEAST_CONTRAST = 4.5;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("can be read as text on white (WCAG 2: a contrast of 4.5:1)")
    void contrast(PacketFamily family) {
        assertThat(1.05 / (luminance(family.hex()) + 0.05)).isGreaterThanOrEqualTo(LEAST_CONTRAST);
    }

    @Test
    @DisplayName("is its own, on paper and on a terminal")
    void own() {
        assertThat(Stream.of(PacketFamily.values()).map(PacketFamily::hex)).doesNotHaveDuplicates().allMatch(hex -> hex.matches("#[0-9A-F]{6}"));
        assertThat(Stream.of(PacketFamily.values()).map(PacketFamily::ansi256)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"CONNECTION, 25", "PUBLISH, 130", "ACKNOWLEDGEMENT, 29", "SUBSCRIPTION, 132", "KEEP_ALIVE, 240"})
    @DisplayName("is on a terminal the nearest that there is")
    void ansi(PacketFamily family, int colour) {
        assertThat(family.ansi256()).isEqualTo(colour);
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

    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int value) {
        double part = (value & 0xff) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
