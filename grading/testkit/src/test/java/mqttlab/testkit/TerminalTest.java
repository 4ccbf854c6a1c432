package mqttlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("A terminal understands escape sequences")
class TerminalTest {

    @Test
    @DisplayName("unless it calls itself dumb, or has no name at all")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "terminals have no name there")
    void names() {
        assertThat(Terminal.understandsEscapes(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.understandsEscapes(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.understandsEscapes(Map.of("TERM", "unknown"))).isFalse();
        assertThat(Terminal.understandsEscapes(Map.of("TERM", ""))).isFalse();
        assertThat(Terminal.understandsEscapes(Map.of())).isFalse();
    }
}
