package mqttlab.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text")
class CharactersTest {

    private static String with(int codePoint) {
        return "an" + Character.toString(codePoint) + "a";
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"0001", "0009", "000A", "001F", "007F", "0080", "0085", "009F", "FDD0", "FDEF", "FFFE", "FFFF",
        "1FFFE", "1FFFF", "10FFFE", "10FFFF"})
    @DisplayName("should not have controls or noncharacters (section 1.5.3):")
    void unwanted(String codePoint) {
        assertThat(Characters.faultOf(with(Integer.parseInt(codePoint, 16))))
                .hasValue("it should not have the character U+" + codePoint + " (section 1.5.3)");
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"0020", "007E", "00A0", "00AD", "00F1", "200B", "2028", "E000", "FDCF", "FDF0", "FEFF", "FFFC",
        "FFFD", "10000", "1F30A", "1FFFD", "10FFFD"})
    @DisplayName("may have any other character, with a shape or without:")
    void others(String codePoint) {
        assertThat(Characters.faultOf(with(Integer.parseInt(codePoint, 16)))).isEmpty();
    }

    @Test
    @DisplayName("may be empty")
    void empty() {
        assertThat(Characters.faultOf("")).isEmpty();
    }
}
