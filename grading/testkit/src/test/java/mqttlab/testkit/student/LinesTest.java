package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The lines that a program prints")
class LinesTest {

    private static List<String> lines(Reader text) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines.each(text, lines::add);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one\n", "one\ntwo", "one\r\ntwo\r\n", "one\rtwo\r\r\n\nthree", "\n\n", "\r\n\r\n"})
    @DisplayName("end as they do for any reader")
    void ends(String text) throws IOException {
        assertThat(lines(new StringReader(text))).isEqualTo(new BufferedReader(new StringReader(text)).lines().toList());
    }

    @Test
    @Timeout(60)
    @DisplayName("take no more memory than others when they have no end")
    void endless() throws IOException {
        Reader endless = new Reader() {
            private int left = 50_000_000;

            @Override
            public int read(char[] buffer, int offset, int length) {
                left -= length;
                Arrays.fill(buffer, offset, offset + length, 'x');
                return left < 0 ? -1 : length;
            }

            @Override
            public void close() {
            }
        };

        assertThat(lines(endless)).singleElement().asString().hasSize(Lines.LONGEST);
    }
}
