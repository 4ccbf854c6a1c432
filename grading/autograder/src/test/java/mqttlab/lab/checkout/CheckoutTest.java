package mqttlab.lab.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.lab.BadInput;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A checkout")
class CheckoutTest {

    private TinyCourse course;

    @BeforeEach
    void course(@TempDir Path root) {
        course = new TinyCourse(root);
    }

    @ParameterizedTest
    @DisplayName("finds a lab by its number or its name")
    @ValueSource(strings = {"01", "1", "01-hello"})
    void byAnyName(String name) {
        assertThat(Checkout.at(course.root()).lab(name)).isEqualTo(new LabDefinition(Track.LABS, "01-hello", course.root(),
                new Manifest("Hello", Kind.CLIENT, "a greeting", "manners", 5, List.of(), "hello.suites", "hello.Hello",
                        List.of(), List.of("src/main/java/**"), List.of(), 0, Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @DisplayName("finds a stage by its number or its name, behind the word that its track has or glued to it")
    @ValueSource(strings = {"broker 03", "broker 3", "broker-03-filters", "broker 03-filters"})
    void stage(String typed) {
        course.write("broker-from-scratch/stages/03-filters.yaml", course.read(TinyCourse.LAB + "lab.yaml"))
                .write("broker-from-scratch/stages/04-more.yaml", course.read(TinyCourse.LAB + "lab.yaml"))
                .write("broker-from-scratch/stages/05-a-handout.adoc", "");
        Checkout checkout = Checkout.at(course.root());

        assertThat(checkout.named(typed)).extracting(LabDefinition::id).containsExactly("broker 03");
        assertThat(checkout.named("broker")).extracting(LabDefinition::name)
                .containsExactly("broker-03-filters", "broker-04-more");
        assertThat(checkout.named("1")).extracting(LabDefinition::called).containsExactly("lab 01");
        assertThat(checkout.stage("3").handout()).isEqualTo("broker-from-scratch/stages/03-filters.adoc");
    }

    @Test
    @DisplayName("reads what only some labs say: needs, libraries, files, a demo, and what is judged in the course's broker")
    void more() {
        course.write(TinyCourse.LAB + "lab.yaml", course.read(TinyCourse.LAB + "lab.yaml") + """
                needs: [07, broker 02]
                libraries: [org.eclipse.paho.client.mqttv3.MqttClient]
                files: [conf/**]
                demo: {script: 01-hello, plays: hello.Demo}
                yours: {contract: hello.Greetings, called: greetings, replaces: [a/B.java], unrelated: [isThere]}
                """);

        Manifest manifest = course.only().manifest();
        assertThat(manifest.needs()).containsExactly("07", "broker 02");
        assertThat(manifest.files()).containsExactly("conf/**");
        assertThat(manifest.demo()).contains(new Manifest.Demo("01-hello", "hello.Demo"));
        assertThat(manifest.yours())
                .contains(new Manifest.Yours("hello.Greetings", "greetings", List.of("a/B.java"), List.of("isThere")));
        assertThat(course.only().libraries()).hasSize(2).anyMatch(each -> each.toString().contains("paho"));
    }

    @Test
    @DisplayName("says that the course lacks a library")
    void noLibrary() {
        course.write(TinyCourse.LAB + "lab.yaml", course.read(TinyCourse.LAB + "lab.yaml") + "libraries: [hello.Missing]\n");

        assertThatThrownBy(() -> course.only().libraries()).isInstanceOf(BadInput.class).hasMessage("labs/01-hello/lab.yaml: "
                + "the course has no library with a class hello.Missing; those of the labs are in labs/contracts/pom.xml");
    }

    @Test
    @DisplayName("has its labs in order, and passes over other folders")
    void inOrder() {
        course.write("labs/02-again/lab.yaml", course.read(TinyCourse.LAB + "lab.yaml")).write("labs/contracts/pom.xml", "");

        assertThat(Checkout.at(course.root()).labs()).extracting(LabDefinition::name).containsExactly("01-hello", "02-again");
    }

    @Test
    @DisplayName("knows where the solution of a lab is")
    void solution() {
        assertThat(course.only().solution()).isEqualTo(course.root().resolve("solutions/01-hello"));
    }

    @Test
    @DisplayName("names the labs there are when asked for another")
    void unknownLab() {
        assertThatThrownBy(() -> Checkout.at(course.root()).lab("2")).isInstanceOf(BadInput.class)
                .hasMessage("there is no lab '2'. There are: 01-hello");
    }

    @Test
    @DisplayName("is not just any folder")
    void noCheckout() {
        Path folder = course.root().resolve("labs/01-hello");
        assertThatThrownBy(() -> Checkout.at(folder)).isInstanceOf(BadInput.class)
                .hasMessage(folder + " is not a checkout of the course: it has no folder labs");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("names file and line of what is wrong in a lab.yaml")
    @CsvSource(delimiter = '|', textBlock = """
            title: Hello            | ''                  | 10 | the field 'title' is missing
            title: Hello            | title: ''           | 1 | the field 'title' must be some text
            title: Hello            | titel: Hello        | 1 | there is no field 'titel', only title, kind, build, learn, minutes, needs, suite, main, libraries, editable, files, starter, demo, yours
            kind: client            | kind: lab           | 2 | the field 'kind' must be one of client, functions, broker
            minutes: 5              | minutes: an hour    | 5 | the field 'minutes' must be a number of minutes, 0 or more
            minutes: 5              | minutes: 5;needs: [one] | 6 | the field 'needs' must be a list such as [01, broker 02]
            starter: 0              | starter: 0;demo: 01      | 11 | the field 'demo' must have fields of its own
            starter: 0              | starter: 0;demo: {script: 01-hello} | 11 | the field 'demo.plays' is missing
            starter: 0              | starter: 0;demo: {scrip: 01-hello} | 11 | there is no field 'demo.scrip', only script, plays
            suite: hello.suites     | suite: hello suites | 6 | the field 'suite' must be a Java name such as mqttlab.lab01
            suite: hello.suites     | suite: [a, b]       | 6 | the field 'suite' must be a Java name such as mqttlab.lab01
            main: hello.Hello       | title: Twice        | 7 | the field 'title' is there twice
            '  - src/main/java/**'  | '  - {a: b}'        | 9 | the field 'editable' must be a list of globs such as src/main/java/**
            starter: 0              | starter: none       | 10 | the field 'starter' must be a number of points, 0 or more
            starter: 0              | starter: -1         | 10 | the field 'starter' must be a number of points, 0 or more
            starter: 0              | starter: "0         | 10 | this is not YAML: while scanning a quoted scalar
            """)
    void wrongYaml(String line, String replacement, int where, String message) {
        String yaml = course.read(TinyCourse.LAB + "lab.yaml")
                .replace(line + "\n", replacement.isEmpty() ? "" : replacement.replace(';', '\n') + "\n");
        course.write(TinyCourse.LAB + "lab.yaml", yaml);

        assertThatThrownBy(course::only).isInstanceOf(BadInput.class)
                .hasMessage(course.root().resolve("labs/01-hello/lab.yaml") + ":" + where + ": " + message);
    }
}
