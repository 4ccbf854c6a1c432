package mqttlab.lab.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.BadInput;
import mqttlab.lab.TinyCourse;
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
        assertThat(Checkout.at(course.root()).lab(name)).isEqualTo(new LabDefinition(LabDefinition.Kind.LAB, "01",
                "01-hello", course.root().resolve("labs/01-hello"), course.root().resolve("solutions/01-hello"), "Hello", "hello.suites", "hello.Hello", List.of("src/main/java/**"), 0));
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
            title: Hello            | ''                  | 6 | the field 'title' is missing
            title: Hello            | title: ''           | 1 | the field 'title' must be some text
            title: Hello            | titel: Hello        | 1 | there is no field 'titel', only title, suite, main, editable, starter
            suite: hello.suites     | suite: hello suites | 2 | the field 'suite' must be a Java name such as mqttlab.lab01
            suite: hello.suites     | suite: [a, b]       | 2 | the field 'suite' must be a Java name such as mqttlab.lab01
            main: hello.Hello       | title: Twice        | 3 | the field 'title' is there twice
            '  - src/main/java/**'  | '  - {a: b}'        | 5 | the field 'editable' must be a list of globs such as src/main/java/**
            starter: 0              | starter: none       | 6 | the field 'starter' must be a number of points, 0 or more
            starter: 0              | starter: -1         | 6 | the field 'starter' must be a number of points, 0 or more
            starter: 0              | starter: "0         | 6 | this is not YAML: while scanning a quoted scalar
            """)
    void wrongYaml(String line, String replacement, int where, String message) {
        String yaml = course.read(TinyCourse.LAB + "lab.yaml").replace(line + "\n", replacement.isEmpty() ? "" : replacement + "\n");
        course.write(TinyCourse.LAB + "lab.yaml", yaml);

        assertThatThrownBy(course::only).isInstanceOf(BadInput.class)
                .hasMessage(course.root().resolve("labs/01-hello/lab.yaml") + ":" + where + ": " + message);
    }
}
