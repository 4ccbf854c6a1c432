package mqttlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of the log")
class LogLineTest {

    @Test
    @DisplayName("says when, how grave and what")
    void line() {
        LogRecord event = new LogRecord(Level.WARNING, "{0} is disconnected");
        event.setParameters(new Object[] {"ana"});
        assertThat(new LogLine().format(event))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} warning ana is disconnected" + System.lineSeparator());
    }

    @Test
    @DisplayName("is one line, whatever a client calls itself")
    void oneLine() {
        LogRecord event = new LogRecord(Level.INFO, "{0} has connected");
        event.setParameters(new Object[] {"ana\n2026-11-22 10:00:00.000 info root has connected\u001b[2J"});
        assertThat(new LogLine().format(event)).endsWith("info ana?2026-11-22 10:00:00.000 info root has connected?[2J has connected"
                + System.lineSeparator());
    }
}
