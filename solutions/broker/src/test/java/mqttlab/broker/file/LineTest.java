package mqttlab.broker.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file that people write")
class LineTest {

    @TempDir
    private Path folder;

    private List<Line> reading(String content, Charset encoding) throws IOException {
        return Line.of(Files.write(folder.resolve("file"), content.getBytes(encoding)));
    }

    private List<String> reading(String content) throws IOException {
        return reading(content, UTF_8).stream().map(line -> line.number() + " " + line.text()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    @DisplayName("has lines, whichever system it comes from, and the last may do without an end")
    void ends(String end) throws IOException {
        assertThat(reading(String.join(end, "one", "", "# no", "señal "))).containsExactly("1 one", "4 señal");
        assertThat(reading(String.join(end, "one", "# no", "four", ""))).containsExactly("1 one", "3 four");
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"2028", "2029", "00A0", "3000"})
    @DisplayName("has lines that go on behind what only some editors take for an end, and keep it:")
    void noEnds(String codePoint) throws IOException {
        String odd = "a" + Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(reading(odd + "b\n" + odd + "\n")).containsExactly("1 " + odd + "b", "2 " + odd);
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"0000", "000B", "000C", "001A", "001B", "0085", "FFFE"})
    @DisplayName("is refused where a line has what no editor shows, but for comments:")
    void controls(String codePoint) throws IOException {
        String odd = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b\n";
        assertThat(reading("# " + odd + "two\n")).containsExactly("2 two");
        assertThatThrownBy(() -> reading("# one\n" + odd)).isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("file") + ":2: it should not have the character U+" + codePoint + " (section 1.5.3)");
    }

    @Test
    @DisplayName("may have tabs, and blanks and tabs at the ends of its lines do not count")
    void blanks() throws IOException {
        assertThat(reading("  one\ttwo \t\r\n \t\n")).containsExactly("1   one\ttwo");
    }

    @ParameterizedTest
    @CsvSource({"one, 1", "#, 0", "'', 0"})
    @DisplayName("may begin with a byte order mark, also one that was put behind another")
    void mark(String first, int lines) throws IOException {
        assertThat(reading("\uFEFF" + first)).hasSize(lines);
        assertThat(reading("\uFEFF" + first + "\n\uFEFF# two\n\uFEFFthree")).hasSize(lines + 1).last().isEqualTo("3 three");
    }

    @Test
    @DisplayName("is refused where it is in another encoding, in one line that says where")
    void encodings() {
        assertThatThrownBy(() -> reading("uno\n\ndos\n# año\n", ISO_8859_1)).isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("file") + ":4: this is not text in UTF-8");
        assertThatThrownBy(() -> reading("uno\n", UTF_16)).isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("file") + ":1: this is not text in UTF-8");
    }
}
