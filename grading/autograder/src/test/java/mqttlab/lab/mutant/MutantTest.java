package mqttlab.lab.mutant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mqttlab.lab.BadInput;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A mutant")
class MutantTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final LabDefinition STAGE = CHECKOUT.stage("03");
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

    @Nested
    @DisplayName("spoils a file")
    class Spoils {

        @Test
        @DisplayName("where the words stand that it replaces, whatever the white space before the lines")
        void wordsAreReplaced() {
            assertThat(spoilt(change("keep(message);\ndeliver(message);\n", "deliver(message);\n")))
                    .isEqualTo(TEXT.replace("keep(message);\n        deliver", "deliver"));
        }

        @Test
        @DisplayName("with lines that are indented like those they replace")
        void linesAreIndented() {
            assertThat(spoilt(change("keep(message);", "if (first) {\n    keep(message);\n}\n")))
                    .isEqualTo(TEXT.replace("        keep(message);\n", """
                                    if (first) {
                                        keep(message);
                                    }
                            """));
        }

        @Test
        @DisplayName("and leaves no empty line where a whole one goes")
        void noEmptyLine() {
            assertThat(spoilt(change("keep(message);", ""))).isEqualTo(TEXT.replace("        keep(message);\n", ""));
            assertThat(spoilt(change("message.retain()", ""))).isEqualTo(TEXT.replace("message.retain()", ""));
        }

        @Test
        @DisplayName("in several places, if it has to")
        void severalChanges() {
            assertThat(spoilt(change("keep(message);", "lose(message);"), change("if (message.retain())", "if ($1)")))
                    .isEqualTo(TEXT.replace("keep", "lose").replace("message.retain()", "$1"));
        }

        @ParameterizedTest(name = "{0}")
        @DisplayName("but not where the words are nowhere, or more than once")
        @CsvSource(delimiter = '|', textBlock = """
                keep (message);   | mutant it: routing/Router.java has nowhere: keep (message);
                deliver(message); | mutant it: routing/Router.java has more than once: deliver(message);
                """)
        void wordsStandOnce(String words, String message) {
            assertThatThrownBy(() -> spoilt(change(words, ""))).isInstanceOf(BadInput.class).hasMessage(message);
        }

        @Test
        @DisplayName("that is there")
        void fileIsMissing() {
            assertThatThrownBy(() -> spoilt(new Change("Gone.java", "a", "b"))).isInstanceOf(BadInput.class)
                    .hasMessage("mutant it: the solution has no file src/main/java/mqttlab/broker/Gone.java");
        }

        private Change change(String replace, String by) {
            return new Change("routing/Router.java", replace, by);
        }

        private String spoilt(Change... changes) {
            Path router = Path.of("src/main/java/mqttlab/broker/routing/Router.java");
            Sources sources = new Sources(new TreeMap<>(Map.of(router, TEXT.getBytes(UTF_8))));
            return new Mutant(STAGE, "it", "It forgets.", List.of(changes), Set.of("a"), 1).spoil(sources).text(router);
        }
    }

    @Nested
    @DisplayName("is read")
    class IsRead {

        @TempDir
        Path folder;

        @Test
        @DisplayName("from a list, with all that it changes")
        void fromAList() throws IOException {
            assertThat(read(IT + "mistake: It forgets.; by: c; also: [{in: B, replace: d, by: e}]; fails: [a, b]; score: 3"))
                    .containsExactly(new Mutant(STAGE, "it", "It forgets.",
                            List.of(new Change("A", "b", "c"), new Change("B", "d", "e")), Set.of("a", "b"), 3));
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
                """)
        void notComplete(String mutant, String message) {
            assertThatThrownBy(() -> read(IT + mutant)).isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(folder.resolve("mutants.yaml") + message);
        }

        @ParameterizedTest(name = "{0}")
        @DisplayName("and refused when it says too little; the mutant is named")
        @CsvSource(delimiter = '|', textBlock = """
                mistake: It forgets.; by: c; fails: []; score: 3 | 'fails' must name the checks
                mistake: It forgets; by: c; fails: [a]; score: 3 | 'mistake' must be a sentence
                """)
        void saysTooLittle(String mutant, String message) {
            assertThatThrownBy(() -> read(IT + mutant)).isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("grading/mutants/broker-03-filters.yaml: mutant it: " + message);
        }

        private List<Mutant> read(String mutant) throws IOException {
            String yaml = "- " + mutant.replace("; ", "\n  ") + '\n';
            return Mutant.read(Files.writeString(folder.resolve("mutants.yaml"), yaml), STAGE);
        }
    }

    @Nested
    @DisplayName("has a name")
    class HasAName {

        @Test
        @DisplayName("that may be said with its lab")
        void withItsLab() {
            assertThat(Mutant.named(CHECKOUT, "01-publish-subscribe/mqtt-3-1"))
                    .isEqualTo(Mutant.named(CHECKOUT, "mqtt-3-1"));
        }

        @Test
        @DisplayName("and whoever misspells it is told the nearest")
        void nearest() {
            assertThatThrownBy(() -> Mutant.named(CHECKOUT, "mqtt-31")).isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("there is no mutant 'mqtt-31' (did you mean 'mqtt-3-1'?)");
        }
    }
}
