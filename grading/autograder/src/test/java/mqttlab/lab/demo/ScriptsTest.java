package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Manifest;
import mqttlab.lab.demo.Script.Step;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.mqtt.Field;
import mqttlab.testkit.mqtt.Field.Section;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A script of a demo")
class ScriptsTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final Demos DEMOS = new Demos(CHECKOUT);

    @TempDir
    private Path folder;

    static List<Script> scripts() {
        return DEMOS.scripts();
    }

    @Test
    @DisplayName("is there for each demo that a manifest names, and for no other")
    void all() {
        assertThat(scripts()).isNotEmpty().extracting(Script::name).containsExactlyInAnyOrderElementsOf(CHECKOUT.all().stream()
                .flatMap(each -> each.manifest().demo().stream()).map(Manifest.Demo::script).toList());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("has the steps that its demo has, in their order")
    void steps(Script script) {
        try (Demo demo = DEMOS.demo(script, new TargetBroker("localhost", 1))) {
            assertThat(script.steps()).extracting(Step::name).containsExactlyElementsOf(demo.steps().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("has clients that have names in both languages; the English one is what they say that they are")
    void clients(Script script) {
        Map<String, Text> names = ScriptYaml.texts(ThisCheckout.root().resolve("slides/demos/clients.yaml"));
        try (Demo demo = DEMOS.demo(script, new TargetBroker("localhost", 1))) {
            assertThat(demo.participants()).contains("broker").filteredOn(each -> !each.equals("broker"))
                    .allSatisfy(each -> assertThat(names.get("client-" + each).en()).isEqualTo(each));
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("has titles that fit a slide and sayings that fit three lines of the hall's screen, in both languages")
    void short_(Script script) {
        for (Language language : Language.values()) {
            assertThat(script.steps()).allSatisfy(step -> {
                assertThat(step.title().in(language)).hasSizeLessThan(50);
                assertThat(Line.wrap(step.say().in(language))).hasSizeLessThanOrEqualTo(3);
                step.seen().ifPresent(seen ->
                        assertThat(Line.wrapBehind("→ ", seen.in(language))).hasSizeLessThanOrEqualTo(2));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("has steps that are found by name and by number, and listed on lines that fit the screen")
    void found(Script script) {
        StringWriter out = new StringWriter();
        DEMOS.listSteps(script.number(), new PrintWriter(out), Language.ES);
        assertThat(out.toString().lines()).hasSize(1 + script.steps().size()).allMatch(line -> line.length() <= 80);
        for (int i = 0; i < script.steps().size(); i++) {
            Step step = script.steps().get(i);
            assertThat(script.indexOf(step.name())).isEqualTo(i);
            assertThat(script.indexOf(String.valueOf(i + 1))).isEqualTo(i);
            assertThat(out.toString()).containsPattern("\n +%d  %s +\\Q%s".formatted(i + 1, step.name(), step.title().es()));
        }
    }

    @Test
    @DisplayName("has no other steps: there is no step 0, and none behind the last")
    void notFound() {
        Script script = scripts().getFirst();
        for (String wanted : List.of("0", String.valueOf(script.steps().size() + 1), "", "encore")) {
            assertThatThrownBy(() -> script.indexOf(wanted)).isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("demo 01 has no step '%s'. There are: nobody-listens, ".formatted(wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("has in both languages the same places for details in what programs print")
    void places(Script script) {
        assertThat(script.lines()).allSatisfy((key, text) -> assertThat(places(text.es())).isEqualTo(places(text.en())));
    }

    private static List<String> places(String text) {
        return Pattern.compile("%[a-z]").matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    @DisplayName("has words for all fields of packets, and for none besides")
    void fields() {
        Map<String, Text> words = ScriptYaml.texts(ThisCheckout.root().resolve("slides/demos/fields.yaml"));
        assertThat(words.keySet()).containsExactlyInAnyOrderElementsOf(Stream.of(
                Stream.of("field-bytes", "field-field", "field-value"),
                Stream.of(Section.values()).map(ByteTable::attribute),
                Stream.of(Field.Name.values()).map(each -> "field-" + each.key())).flatMap(each -> each).toList());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("has phrases around it with the same places for details")
    void phrases(Phrase phrase) {
        assertThat(places(phrase.in(Language.ES, 1, 2, "x"))).isEmpty();
        assertThat(phrase.in(Language.EN, 1, 2, "x")).isNotEqualTo(phrase.in(Language.ES, 1, 2, "x"));
    }

    /** Each is a script with one thing wrong. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            title: {en: T}                        | title must have a text in each language
            title: {en: T, es: '', de: D}         | title must have a text in each language
            steps: [{name: A step}]               | steps[0].name is needed, in lower case with hyphens
            steps: [{name: a, tittle: x}]         | steps[0].tittle is not known; there are name, say, seen, title
            steps: [{name: a, title: {en: A}}]    | steps[0].title must have a text in each language
            scenes: []                            | scenes is not known
            title: {en: T                         | this is not YAML""")
    @DisplayName("that is wrong is refused, and the complaint names the place")
    void wrong(String yaml, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("01-wrong.yaml"),
                yaml.startsWith("steps") ? "title: {en: T, es: T}\n" + yaml + "\n" : yaml + "\n");
        assertThatThrownBy(() -> ScriptYaml.script(file)).isInstanceOf(BadInput.class).hasMessageContaining(file.toString())
                .hasMessageContaining(complaint);
    }
}
