package mqttlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A line of the log")
class LogLineTest {

    @Test
    @DisplayName("says when, how grave and what")
    void line() {
        LogRecord event = new LogRecord(Level.WARNING, "{0} is disconnected");
        event.setParameters(new Object[] {"ana"});
        assertThat(new LogLine().format(event))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} warning ana is disconnected"
                        + System.lineSeparator());
    }

    @Test
    @DisplayName("is one line, whatever a client calls itself")
    void oneLine() {
        LogRecord event = new LogRecord(Level.INFO, "{0} has connected");
        event.setParameters(new Object[] {"ana\n2026-11-22 10:00:00.000 info root has connected\u001b[2J"});
        assertThat(new LogLine().format(event)).endsWith(
                "info ana?2026-11-22 10:00:00.000 info root has connected?[2J has connected" + System.lineSeparator());
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"0085", "009B", "00AD", "2028", "2029", "202E", "2066", "E000", "FFFE", "E0041"})
    @DisplayName("has nothing that moves the cursor, or turns the writing round:")
    void invisible(String codePoint) {
        LogRecord event = new LogRecord(Level.INFO, "{0} has connected");
        event.setParameters(new Object[] {"an" + Character.toString(Integer.parseInt(codePoint, 16)) + "a"});
        assertThat(new LogLine().format(event)).endsWith("info an?a has connected" + System.lineSeparator());
    }

    @Test
    @DisplayName("keeps what people write in")
    void letters() {
        LogRecord event = new LogRecord(Level.INFO, "{0} has connected");
        event.setParameters(new Object[] {"Begoña Muñoz, 北京, علي, 👍"});
        assertThat(new LogLine().format(event)).endsWith("info Begoña Muñoz, 北京, علي, 👍 has connected" + System.lineSeparator());
    }
}
