package mqttlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text that people have written")
class WrittenTextTest {

    private static final String TEXT = "// Cádiz, 東京 and 🗞\r\nclass A { }\n";

    @ParameterizedTest(name = "{0}")
    @DisplayName("is read in the encoding that its mark names, without the mark")
    @CsvSource({"UTF-8, ''", "UTF-8, EFBBBF", "UTF-16LE, FFFE", "UTF-16BE, FEFF", "UTF-32LE, FFFE0000", "UTF-32BE, 0000FEFF"})
    void marks(String charset, String mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(HexFormat.of().parseHex(mark));
        bytes.write(TEXT.getBytes(Charset.forName(charset)));

        assertThat(WrittenText.of(bytes.toByteArray())).isEqualTo(TEXT);
    }

    @Test
    @DisplayName("may be nothing, or a mark alone")
    void nothing() throws IOException {
        assertThat(WrittenText.of(new byte[0])).isEmpty();
        assertThat(WrittenText.of(HexFormat.of().parseHex("efbbbf"))).isEmpty();
    }

    @Test
    @DisplayName("is refused where it is something else, and what comes before is known: another encoding, a NUL, "
            + "half a character")
    void refused() {
        assertRefused("int año;".getBytes(StandardCharsets.ISO_8859_1), "int a", "byte 0xF1");
        assertRefused("int a\0;".getBytes(StandardCharsets.UTF_8), "int a", "byte 0x00");
        assertRefused("int a;".getBytes(StandardCharsets.UTF_16LE), "i", "byte 0x00");
        assertRefused(HexFormat.of().parseHex("61c3"), "a", "save it with the encoding UTF-8");
        assertRefused(HexFormat.of().parseHex("fffe610062"), "a", "save it with the encoding UTF-8");
    }

    private static void assertRefused(byte[] bytes, String before, String why) {
        assertThatThrownBy(() -> WrittenText.of(bytes)).isInstanceOfSatisfying(WrittenText.NotText.class, refused ->
                assertThat(refused.before()).isEqualTo(before)).hasMessageContaining(why).hasMessageContaining("not UTF-8");
    }
}
