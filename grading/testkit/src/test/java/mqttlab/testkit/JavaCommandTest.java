package mqttlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.testkit.student.Jars;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A JVM of the course")
class JavaCommandTest {

    /** What a mark must not depend on. */
    static final class Speaker {
        public static void main(String[] args) {
            System.out.println("%d %.1f %s %s %tY ñ".formatted(3475, 0.5, Charset.defaultCharset(), "TITLE".toLowerCase(), 0L));
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("writes numbers, letters and dates as ours does, whatever the options for all JVMs say")
    @ValueSource(strings = {"-Duser.language=ar -Duser.country=EG", "-Duser.language=fa",
        "-Duser.language=tr -Dfile.encoding=ISO-8859-9",
        "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai", "-Duser.language=de",
        "-Dfile.encoding=COMPAT"})
    void alike(String options) throws IOException, InterruptedException {
        List<String> command = JavaCommand.startPiped();
        command.addAll(List.of("-cp", Jars.of(Speaker.class).toString(), Speaker.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", options, "LC_ALL", "C"));
        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo("3475 0.5 UTF-8 title 1970 ñ");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @DisplayName("that is judged has no options but ours")
    void judged() {
        Map<String, String> environment = new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1m", "_JAVA_OPTIONS", "-Xint",
                "JDK_JAVA_OPTIONS", "-ea", "PATH", "/bin"));
        JavaCommand.judgeAlike(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    @Test
    @DisplayName("of a student has no variables but those that it needs, one of which says how file names are written")
    void isolated() {
        Map<String, String> environment = new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1m", "PATH", "/bin", "HOME", "/root",
                "TOKEN", "secret", "SystemRoot", "C:", "LC_ALL", "", "LC_CTYPE", "C.UTF-8", "LANG", "C"));
        JavaCommand.isolate(environment);

        assertThat(environment).isEqualTo(Map.of("SystemRoot", "C:", "LC_ALL", "C.UTF-8"));
    }
}
