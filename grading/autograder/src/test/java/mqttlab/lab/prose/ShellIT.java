package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The commands of the pages")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are written for a POSIX shell")
class ShellIT {

    /**
     * What cannot be run here: Maven would run in Maven, images come from a registry, and the bench is built later and
     * tests its page.
     */
    private static final List<String> NOT_RUN = List.of(
            "./lab broker --mine",
            "./lab broker --port 1883",
            "java @jvm.options -cp target/classes mqttlab.broker.Main port=1883 data=/var/lib/broker",
            "./lab bench",
            "./lab bench -b mosquitto,reference -w qos0,qos1 -r 1 -s 1",
            "mvn verify",
            "./lab slides",
            "./lab slides --watch 01",
            "./lab slides --single 01 --out target/stick",
            "mvn -pl slides -am package",
            "mvn -pl grading/mutants -am verify -DskipITs -Dtest=MutantsTest",
            "docker run --rm -p 1883:1883 eclipse-mosquitto:2.0 mosquitto -c /mosquitto-no-auth.conf");

    @Test
    @DisplayName("are run, but for these few")
    void norun() {
        assertThat(Pages.snippets().filter(each -> each.is("norun")).map(Snippet::text).distinct())
                .containsExactlyInAnyOrderElementsOf(NOT_RUN);
    }

    /** Pages share nothing; the commands of one page are typed one after the other. */
    @Nested
    @ParameterizedClass(name = "{0}")
    @MethodSource("pages")
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("of one page")
    class OfOnePage {

        @TempDir
        private Path folder;
        private final PageCommands commands;

        OfOnePage(Page page) {
            commands = new PageCommands(page);
        }

        static List<Page> pages() {
            return Pages.all().stream().filter(each -> each.snippets().stream().anyMatch(PageCommands::isRun)).toList();
        }

        @TestFactory
        @Execution(ExecutionMode.SAME_THREAD)
        @DisplayName("do and print what the page says")
        Stream<DynamicTest> run() throws IOException {
            return commands.tests(folder);
        }

        @AfterEach
        void unlink() throws IOException {
            commands.unlink();
        }
    }
}
