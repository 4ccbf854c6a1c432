package mqttlab.lab.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The standard in our own words")
class StandardTest {

    private static final Path LIST = ThisCheckout.root()
            .resolve("grading/suites/src/main/resources/mqttlab/suites/mqtt-3.1.1-statements.csv");

    static Stream<Clause> clauses() {
        return Standard.clauses().values().stream();
    }

    @Test
    @DisplayName("has each clause of the list, in its order, and no other")
    void complete() throws IOException {
        List<String> ids = Files.readAllLines(LIST).stream().skip(1).map(line -> line.split(",")[0]).toList();
        assertThat(Standard.clauses().keySet()).containsExactlyElementsOf(ids).hasSize(141);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clauses")
    @DisplayName("says it in one to three sentences, without the words of the law")
    void plain(Clause clause) {
        assertThat(clause.text()).hasSizeBetween(30, 260).endsWith(".")
                .doesNotContain("MUST", "SHALL", "Control Packet", "Network Connection");
        assertThat(clause.text().split("(?<=\\.) ")).hasSizeLessThan(4);
        assertThat(clause.section().title()).isNotBlank();
    }

    @ParameterizedTest
    @DisplayName("finds a clause however somebody writes it")
    @ValueSource(strings = {"MQTT-3.1.4-4", "[MQTT-3.1.4-4]", "mqtt-3.1.4-4", "3.1.4-4", " 3.1.4-4 "})
    void spellings(String typed) {
        assertThat(Clause.of(typed)).get().returns("MQTT-3.1.4-4", Clause::id);
    }

    @ParameterizedTest
    @DisplayName("knows where each stands")
    @CsvSource({"MQTT-3.1.0-1, 3.1, CONNECT, 028", "MQTT-3.12.4-1, 3.12.4, PINGREQ: response, 085",
        "MQTT-4.7.1-3, 4.7.1, Topic wildcards, 107", "MQTT-6.0.0-4, 6, WebSocket as a transport, 127"})
    void sections(String id, String number, String title, String anchor) {
        assertThat(Clause.of(id)).get().satisfies(clause -> {
            assertThat(clause.section()).isEqualTo(new Clause.Section(number, title, anchor));
            assertThat(clause.url()).isEqualTo(Standard.PAGE + "#_Toc398718" + anchor);
        });
    }

    @Test
    @DisplayName("says what somebody may have meant who names a clause that there is not")
    void near() {
        assertThat(Standard.near("MQTT-3.1.4-9")).isNotEmpty().allMatch(each -> each.startsWith("MQTT-3.1.4-"));
        assertThat(Standard.near("nonsense")).isEmpty();
    }
}
