package mqttlab.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.testkit.check.Check;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A flaw of a check")
class FlawsTest {

    private static final Check FIRST = check("first", "one", 1, "Try.", List.of("MQTT-1"), "", List.of());
    private static final Check LAST = check("last", "three", 1, "Try.", List.of(), "So it is.", List.of());

    static Stream<Arguments> flawed() {
        return Stream.of(
                arguments(check("first", "two", 1, "Try.", List.of(), "So.", List.of()),
                        "first is not the only check of this name"),
                arguments(check("c", "c", 1, "Try.", List.of(), "So.", List.of()), "c has no @DisplayName"),
                arguments(check("c", "two", 0, "Try.", List.of(), "So.", List.of()), "c is worth 0 points"),
                arguments(check("c", "two", 1, " ", List.of(), "So.", List.of()), "c has no hint"),
                arguments(check("c", "two", 1, "Try.", List.of(), "", List.of()), "c has neither a clause nor a reason"),
                arguments(check("c", "two", 1, "Try.", List.of("MQTT-1", "MQTT-9"), "", List.of()),
                        "c cites MQTT-9, which MQTT 3.1.1 does not have"),
                arguments(check("c", "two", 1, "Try.", List.of(), "So.", List.of("first", "last")),
                        "c depends on last, which is not a check before it"));
    }

    @ParameterizedTest
    @MethodSource("flawed")
    @DisplayName("is told in a line")
    void told(Check check, String flaw) {
        assertThat(flaws(check)).containsExactly(flaw);
    }

    @Test
    @DisplayName("is not found where there is none")
    void none() {
        assertThat(flaws(check("c", "two", 2, "Try.", List.of(), "So.", List.of("first")))).isEmpty();
    }

    private static List<String> flaws(Check check) {
        return Flaws.of(check, List.of(FIRST, check, LAST), Set.of("MQTT-1"));
    }

    private static Check check(String id, String title, int points, String hint, List<String> clauses, String reason,
            List<String> dependsOn) {
        return new Check(id, "A suite", title, 1, points, hint, clauses, reason, dependsOn, false, false);
    }
}
