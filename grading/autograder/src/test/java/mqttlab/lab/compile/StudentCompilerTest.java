package mqttlab.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.testkit.student.Jars;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Compiling a student's sources")
class StudentCompilerTest {

    private static final String NAME = "src/main/java/a/A.java";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("gives classes, and a copy of the resources, without those of earlier times")
    void good() throws IOException {
        write("target/lab/classes/a/Old.class", "");
        write("src/main/resources/META-INF/services/a.A", "a.A\n");

        String code = "package a;\npublic class A { org.eclipse.paho.client.mqttv3.MqttClient client; }\n";
        assertThat(compile(code).errors()).extracting(Problem::message)
                .containsExactly("package org.eclipse.paho.client.mqttv3 does not exist");

        Compilation compilation = compile(code, List.of(Jars.of(MqttClient.class)));

        assertThat(compilation.problems()).isEmpty();
        assertThat(compilation.succeeded()).isTrue();
        assertThat(compilation.classes()).isEqualTo(folder.resolve("target/lab/classes"));
        assertThat(compilation.classes().resolve("a/A.class")).exists();
        assertThat(compilation.classes().resolve("META-INF/services/a.A")).hasContent("a.A");
        assertThat(compilation.classes().resolve("a/Old.class")).doesNotExist();
    }

    /** The compiler's own words are its business, and other ones in another version. */
    @ParameterizedTest(name = "{0}")
    @DisplayName("shows an error as the compiler does")
    @MethodSource
    void errors(String code, String where, String excerpt) throws IOException {
        Compilation compilation = compile(code);

        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.errors().getFirst().format())
                .matches("(?s)" + Pattern.quote("src/main/java/a/A.java:" + where + ": error: ")
                        + "[^\n]+\n" + Pattern.quote(excerpt.stripTrailing()) + "(\n.*)?");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("package a;\nclass A {\n\tint b = c;\n}\n", "3", """
                        \tint b = c;
                        \t        ^
                        """),
                arguments("package a;\nclass A { int b = 1\n}\n", "2", """
                        class A { int b = 1
                                           ^
                        """),
                arguments("package a;\npublic class B { }\n", "2", """
                        public class B { }
                               ^
                        """),
                arguments("package a;\nimport java.nope.Nope;\nclass A { }\n", "2", """
                        import java.nope.Nope;
                                        ^
                        """),
                arguments("class A {", "1", """
                        class A {
                                 ^
                        """));
    }

    @Test
    @DisplayName("takes a source with a byte order mark, and one whose name has its accents apart")
    void written() throws IOException {
        write("src/main/java/a/Ma\u0301s.java", "\uFEFFpackage a;\npublic class M\u00e1s { }\n");
        Compilation compilation = compile("\uFEFFpackage a;\nclass A { int b = c; }\n");

        assertThat(compilation.errors()).singleElement().extracting(Problem::line, Problem::column).containsExactly(2L, 19L);
    }

    @Test
    @DisplayName("names line and column of an error")
    void position() throws IOException {
        Problem error = compile("package a;\nclass A {\n    int b = c;\n}\n").errors().getFirst();

        assertThat(List.of(error.file(), error.line(), error.column())).isEqualTo(List.of(NAME, 3L, 13L));
    }

    @Test
    @DisplayName("shows a warning, and goes on")
    void warning() throws IOException {
        Compilation compilation = compile("package a;\nclass A { java.util.List b; }\n");

        assertThat(compilation.succeeded()).isTrue();
        assertThat(compilation.warnings()).singleElement().extracting(Problem::format).asString()
                .startsWith("src/main/java/a/A.java:2: warning: ").contains("\nclass A { java.util.List b; }\n");
    }

    @Test
    @DisplayName("says which file is not UTF-8, and where")
    void latin1() throws IOException {
        write(NAME, "");
        Files.write(folder.resolve(NAME), "package a;\n// de Cádiz\nclass A { }\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new Project(folder, List.of()).compile().errors()).singleElement().extracting(Problem::format)
                .isEqualTo("src/main/java/a/A.java:2: error: this file is not UTF-8 text (byte 0xE1): "
                        + "save it with the encoding UTF-8");
    }

    @Test
    @DisplayName("runs no annotation processor that a library brings")
    void noProcessors() throws IOException {
        write("library/META-INF/services/javax.annotation.processing.Processor", "no.such.Processor\n");
        write(NAME, "package a;\nclass A { }\n");

        StudentCompiler compiler = new StudentCompiler(List.of(folder.resolve("library")));

        assertThat(compiler.compile(new Project(folder, List.of()).sources(), folder.resolve("classes")).problems()).isEmpty();
    }

    @Test
    @DisplayName("survives code that breaks the compiler")
    void tooDeep() throws IOException {
        String one = "(".repeat(20_000) + "1" + ")".repeat(20_000);
        Compilation compilation = compile("package a;\nclass A { int b = " + one + "; }\n");

        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.errors().getLast().message()).contains("the compiler gave up");
    }

    @Test
    @DisplayName("needs something to compile")
    void nothing() {
        assertThat(new Project(folder, List.of()).compile().errors()).extracting(Problem::format)
                .containsExactly("error: there are no Java sources");
    }

    private Compilation compile(String code) throws IOException {
        return compile(code, List.of());
    }

    private Compilation compile(String code, List<Path> libraries) throws IOException {
        write(NAME, code);
        return new Project(folder, libraries).compile();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
