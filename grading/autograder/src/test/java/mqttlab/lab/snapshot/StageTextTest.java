package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A file of the broker, after a stage,")
class StageTextTest {

    private static final String GROWING = """
            import a.Late;
            import a.Always;
            import static a.Constants.LATE;

            class A {
                // lab:stage 02
                Late b = LATE;

                // lab:stage 04
                int c;

                // lab:end
                // lab:end
                // lab:until 03 Always d;
                // lab:stage 03
                final Always d;
                // lab:end
            }
            """;

    @ParameterizedTest(name = "stage {0}")
    @MethodSource
    @DisplayName("has what its markers say")
    void grows(int stage, String text) {
        assertThat(StageText.solved("A.java", GROWING, stage)).isEqualTo(text);
    }

    static Stream<Arguments> grows() {
        return Stream.of(
                arguments(1, """
                        import a.Always;

                        class A {
                            Always d;
                        }
                        """),
                arguments(2, """
                        import a.Late;
                        import a.Always;
                        import static a.Constants.LATE;

                        class A {
                            Late b = LATE;

                            Always d;
                        }
                        """),
                arguments(3, """
                        import a.Late;
                        import a.Always;
                        import static a.Constants.LATE;

                        class A {
                            Late b = LATE;

                            final Always d;
                        }
                        """),
                arguments(4, """
                        import a.Late;
                        import a.Always;
                        import static a.Constants.LATE;

                        class A {
                            Late b = LATE;

                            int c;

                            final Always d;
                        }
                        """));
    }

    @Test
    @DisplayName("has its tasks solved, or still marked where a starter is to be made of it")
    void tasks() {
        String text = """
                class A {
                    // lab:starter // For you
                    void a() {
                        // lab:task 1 Do
                        b();
                        // lab:end
                    }
                    // lab:stage 01

                    void c() {
                    }
                    // lab:end
                }
                """;

        assertThat(StageText.solved("A.java", text, 0)).isEqualTo("""
                class A {
                    void a() {
                        b();
                    }
                }
                """);
        assertThat(StageText.of("A.java", text, 0)).contains("// lab:starter // For you\n", "// lab:task 1 Do\n", "// lab:end\n")
                .doesNotContain("c()");
    }

    @Test
    @DisplayName("has no blank line too many where something was left out")
    void gaps() {
        String text = "int a;\n\n// lab:stage 02\nint b;\n// lab:end\n\nint c;\n\n// lab:stage 02\nint d;\n// lab:end\n}\n";

        assertThat(StageText.solved("A.java", text, 1)).isEqualTo("int a;\n\nint c;\n}\n");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("cannot be had, which is said with file and line, with")
    @CsvSource(delimiter = '|', textBlock = """
            '// lab:stage 2'                               | 1: a stage has a number, and nothing follows it
            '// lab:stage 02 filters'                      | 1: a stage has a number, and nothing follows it
            '// lab:stage 02'                              | 1: what begins here has no 'lab:end'
            '// lab:until return;'                         | 1: a line that goes has the number of a stage, and its code
            'int a; // lab:until 02 b'                     | 1: a marker is a line of its own
            '// lab:stage 03;// lab:stage 02'              | 2: this stands inside what begins at line 1
            '// lab:hide;// lab:stage 02'                  | 2: this stands inside what begins at line 1
            '// lab:task 1 A;// lab:until 02 b'            | 2: a line that goes with a stage cannot stand inside what begins at line 1
            '// lab:stage 02;// lab:end;// lab:end'        | 3: nothing has begun that this 'lab:end' could end
            """)
    void wrong(String lines, String message) {
        assertThatThrownBy(() -> StageText.of("server/A.java", lines.replaceAll(";(?=//)", "\n"), 4)).isInstanceOf(BadInput.class)
                .hasMessageStartingWith("server/A.java:" + message);
    }
}
