package mqttlab.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The compiler in a JVM of its own")
@ProvedOnce(reads = {})
class CompilerJvmTest {

    @TempDir
    private Path folder;

    private List<Problem> compile(String code, Duration longest) throws IOException {
        Order order = new Order(List.of(), folder.resolve("classes"), List.of(SourceText.of("A.java", code)));
        return CompilerJvm.take(Sandbox.NONE, List.of()).perform(order, longest);
    }

    @AfterEach
    void goesOn() throws IOException {
        assertThat(compile("class A { }", Duration.ofMinutes(1))).isEmpty();
        assertThat(folder.resolve("classes/A.class")).exists();
    }

    @Test
    @DisplayName("is ended when it has taken too much of a processor's time, however short the code is")
    void time() throws IOException {
        String nested = "1";
        for (int i = 0; i < 24; i++) {
            // For each level the compiler looks at both methods, and so twice at what is within.
            nested = "b ? any(" + nested + ") : any(null)";
        }
        String code = "class A { boolean b; static <T> T any(T a) { return a; } static <T> T any(Integer a) { return null; }\n"
                + "Object o = any(" + nested + "); }";

        assertThat(compile(code, Duration.ofSeconds(1))).singleElement().extracting(Problem::message).asString()
                .startsWith("this code does not compile in 1 s");
    }

    @Test
    @DisplayName("breaks down alone for want of memory")
    void memory() throws IOException {
        String doubled = IntStream.rangeClosed(1, 28)
                .mapToObj(i -> "static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining());

        String code = "class A {\nstatic final String S0 = \"0123456789abcdef\";\n" + doubled + "}\n";
        assertThat(compile(code, Duration.ofMinutes(1)))
                .singleElement().extracting(Problem::message).asString().startsWith("the compiler broke down on this code");
    }

    @Test
    @DisplayName("is used again")
    void again() throws IOException {
        CompilerJvm first = CompilerJvm.take(Sandbox.NONE, List.of());
        first.perform(new Order(List.of(), folder.resolve("classes"), List.of(SourceText.of("A.java", "class A { }"))),
                Duration.ofMinutes(1));

        assertThat(CompilerJvm.take(Sandbox.NONE, List.of())).isSameAs(first);
    }
}
