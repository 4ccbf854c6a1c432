package mqttlab.lab.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The starter of a source")
class StarterTextTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void becomes(String rule, String solution, String starter) {
        assertThat(StarterText.of("A.java", solution, Wording.OF_LABS)).isEqualTo(starter);
    }

    static Stream<Arguments> becomes() {
        return Stream.of(
                arguments("without markers is the source itself", """
                        class A {

                        }
                        """, """
                        class A {

                        }
                        """),
                arguments("has a task among statements thrown", """
                        class A {
                            int a() {
                                int b = 1;
                                // lab:task 3 Count "a" and \\ back
                                return b + 1;
                                // lab:end
                            }
                        }
                        """, """
                        class A {
                            int a() {
                                int b = 1;
                                // TODO task 3: Count "a" and \\ back
                                throw new UnsupportedOperationException("Task 3 is still to be written: Count \\"a\\" and \\\\ back");
                            }
                        }
                        """),
                arguments("has a task in a lambda thrown", """
                        class A {
                            Runnable a = () -> {
                                // lab:task 1 Run
                                System.out.println();
                                // lab:end
                            };
                        }
                        """, """
                        class A {
                            Runnable a = () -> {
                                // TODO task 1: Run
                                throw new UnsupportedOperationException("Task 1 is still to be written: Run");
                            };
                        }
                        """),
                arguments("has only the comment of a quiet task", """
                        class A {
                            void a() {
                                // lab:task 4 quietly Tell the listener
                                listener.run();
                                // lab:end
                            }
                        }
                        """, """
                        class A {
                            void a() {
                                // TODO task 4: Tell the listener
                            }
                        }
                        """),
                arguments("has only the comment of a task between methods", """
                        class A {
                            // lab:task 2 Write what compares
                            int b() {
                                return 0;
                            }
                            // lab:end
                        }
                        """, """
                        class A {
                            // TODO task 2: Write what compares
                        }
                        """),
                arguments("has the lines that are for it alone, in place of a throw", """
                        class A {
                            int a() {
                                // lab:task 1 Count
                                // lab:starter return 0;
                                return b.size();
                                // lab:end
                            }
                            // lab:starter // For you
                        }
                        """, """
                        class A {
                            int a() {
                                // TODO task 1: Count
                                return 0;
                            }
                            // For you
                        }
                        """),
                arguments("lacks what is hidden, and the blank line that would be left over", """
                        class A {
                            int a;

                            // lab:hide
                            int b;
                            // lab:end

                            int c;

                            // lab:hide
                            int d;
                            // lab:end
                        }
                        """, """
                        class A {
                            int a;

                            int c;
                        }
                        """),
                arguments("breaks a long message into lines of 120", """
                        class A {
                            void a() {
                                // lab:task 1 Connect with MQTT 3.1.1 and a clean session; report every failure as an exception of ours, please
                                // lab:end
                            }
                        }
                        """, """
                        class A {
                            void a() {
                                // TODO task 1: Connect with MQTT 3.1.1 and a clean session; report every failure as an exception of ours,
                                // please
                                throw new UnsupportedOperationException("Task 1 is still to be written: Connect with MQTT 3.1.1 and a clean "
                                        + "session; report every failure as an exception of ours, please");
                            }
                        }
                        """));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("is refused, with file and line, for")
    @MethodSource
    void wrongMarkers(String body, String message) {
        String solution = "class A {\n    int a() {\n" + body + "\n    }\n}\n";
        assertThatThrownBy(() -> StarterText.of("src/A.java", solution, Wording.OF_LABS)).isInstanceOf(BadInput.class)
                .hasMessageStartingWith("src/A.java:" + message);
    }

    static Stream<Arguments> wrongMarkers() {
        return Stream.of(
                arguments("// lab:hide", "3: what begins here has no 'lab:end'"),
                arguments("// lab:end", "3: nothing has begun that this 'lab:end' could end"),
                arguments("// lab:hide\n// lab:task 1 A\n// lab:end\n// lab:end", "4: this stands inside what begins at line 3;"),
                arguments("// lab:taks 1 A", "3: there is no marker 'lab:taks', only task, hide, starter, stage, until and end"),
                arguments("// lab:task A", "3: a task has a number and a message"),
                arguments("// lab:task 1", "3: a task has a number and a message"),
                arguments("// lab:task 1 quietly", "3: a task has a number and a message"),
                arguments("// lab:end now", "3: nothing follows 'lab:end', but there is 'now'"),
                arguments("return 1; // lab:hide", "3: a marker is a line of its own"),
                arguments("//lab:hide", "3: a marker is a line of its own"),
                arguments("// lab:task 1 A\nint b = 1;\n// lab:end\nreturn b;", "3: the method goes on after this task"),
                arguments("if (x) {\n// lab:task 1 A\nreturn 1;\n// lab:end\n}\nreturn 2;", "4: a task is the rest of a method"),
                arguments("int b =\n// lab:task 1 A\n1;\nreturn b;\n// lab:end", "4: a marker cuts the code of line 3 in two"),
                arguments("// lab:stage 02\nreturn 1;\n// lab:end", "3: a lab has no stages"),
                arguments("return 1", "3: ';' expected"));
    }

    @Test
    @DisplayName("may go on after a task that does not throw")
    void quietInTheMiddle() {
        assertThat(StarterText.of("A.java", """
                class A {
                    void a() {
                        if (b) {
                            // lab:task 1 quietly Do
                            c();
                            // lab:end
                        }
                        d();
                    }
                }
                """, Wording.OF_LABS)).contains("if (b) {\n            // TODO task 1: Do\n        }\n        d();");
    }
}
