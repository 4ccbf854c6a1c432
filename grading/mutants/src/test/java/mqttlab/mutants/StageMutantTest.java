package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mqttlab.lab.BadInput;
import mqttlab.mutants.StageMutant.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A mutant of the broker")
class StageMutantTest {

    private static final String ROUTER = "routing/Router.java";
    private static final String IT = "name: it; in: A; replace: b; ";
    private static final String TEXT = """
            void publish(Publish message) {
                if (message.retain()) {
                    keep(message);
                    deliver(message);
                } else {
                    deliver(message);
                }
            }
            """;

    @TempDir
    Path folder;

    @Nested
    @DisplayName("spoils a file")
    class Spoils {

        @BeforeEach
        void write() throws IOException {
            Files.createDirectories(router().getParent());
            Files.writeString(router(), TEXT);
        }

        @Test
        @DisplayName("where the words stand that it replaces, whatever the white space before the lines")
        void wordsAreReplaced() throws IOException {
            mutant("keep(message);\ndeliver(message);\n", "deliver(message);\n").spoil(folder);

            assertThat(router()).hasContent(TEXT.replace("keep(message);\n        deliver", "deliver"));
        }

        @Test
        @DisplayName("in several places, if it has to")
        void severalChanges() throws IOException {
            new StageMutant("it", "It forgets.", ROUTER, "keep(message);", "",
                    List.of(new Change(ROUTER, "if (message.retain())", "if ($1)")), Set.of("a"), 1).spoil(folder);

            assertThat(router()).hasContent(TEXT.replace("keep(message);", "").replace("message.retain()", "$1"));
        }

        @Test
        @DisplayName("but not where the words are nowhere")
        void wordsAreMissing() {
            assertThatThrownBy(() -> mutant("keep (message);", "").spoil(folder)).isInstanceOf(BadInput.class)
                    .hasMessage("mutant it: routing/Router.java has nowhere: keep (message);");
            assertThat(router()).hasContent(TEXT);
        }

        @Test
        @DisplayName("nor where they are more than once")
        void wordsAreTwice() {
            assertThatThrownBy(() -> mutant("deliver(message);", "").spoil(folder)).isInstanceOf(BadInput.class)
                    .hasMessage("mutant it: routing/Router.java has more than once: deliver(message);");
            assertThat(router()).hasContent(TEXT);
        }

        private Path router() {
            return folder.resolve("src/main/java/mqttlab/broker").resolve(ROUTER);
        }

        private StageMutant mutant(String replace, String by) {
            return new StageMutant("it", "It forgets.", ROUTER, replace, by, List.of(), Set.of("a"), 1);
        }
    }

    @Nested
    @DisplayName("is read")
    class IsRead {

        @Test
        @DisplayName("from a list of them")
        void fromAList() throws IOException {
            assertThat(read(IT + "mistake: It forgets.; by: c; fails: [a, b]; score: 3"))
                    .containsExactly(new StageMutant("it", "It forgets.", "A", "b", "c", List.of(), Set.of("a", "b"), 3));
        }

        @Test
        @DisplayName("with what else it changes")
        void withMoreChanges() throws IOException {
            assertThat(read(IT + "mistake: It forgets.; by: c; also: [{in: B, replace: d, by: e}]; fails: [a]; score: 3")
                    .getFirst().also()).containsExactly(new Change("B", "d", "e"));
        }

        @ParameterizedTest(name = "{0}")
        @DisplayName("and refused when it is not complete; the file is named")
        @CsvSource(delimiter = '|', textBlock = """
                mistake: It forgets.; by: c; fails: [a]; score: 3; fail: [b]       | :9: Unrecognized field "fail"
                mistake: It forgets.; by: c; fails: [a]; score: 3; score: 4        | :8: Duplicate field 'score'
                mistake: It forgets.; fails: [a]; score: 3                         | :7: Null value for creator property 'by'
                mistake: It forgets.; by: c; fails: [a]                            | :7: Cannot map `null` into type `int`
                mistake: It forgets.; by: c; score: 3                              | :7: Null value for creator property 'fails'
                mistake: It forgets.; by: c; also: [{in: A}]; fails: [a]; score: 3 | :6: Null value for creator property 'replace'
                mistake: It forgets.; by: c; fails: []; score: 3                   | : mutant it: 'fails' must name the checks
                mistake: It forgets; by: c; fails: [a]; score: 3                   | : mutant it: 'mistake' must be a sentence
                """)
        void notComplete(String mutant, String message) {
            assertThatThrownBy(() -> read(IT + mutant)).isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(folder.resolve("mutants.yaml") + message);
        }

        @Test
        @DisplayName("and refused when another one has its name")
        void sameName() {
            String mutant = IT + "mistake: It forgets.; by: c; fails: [a]; score: 3";

            assertThatThrownBy(() -> read(mutant, mutant)).isInstanceOf(BadInput.class)
                    .hasMessage(folder.resolve("mutants.yaml") + ": mutant it: there are two of that name");
        }

        private List<StageMutant> read(String... mutants) throws IOException {
            StringBuilder yaml = new StringBuilder();
            for (String mutant : mutants) {
                yaml.append("- ").append(mutant.replace("; ", "\n  ")).append('\n');
            }
            return StageMutant.read(Files.writeString(folder.resolve("mutants.yaml"), yaml));
        }
    }
}
