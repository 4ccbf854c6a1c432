package mqttlab.suites.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.student.InSameJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Of the stages 01 and 02")
class MistakesTest {

    /** Most mistakes show in that something does not come, and there are many of them. */
    @BeforeAll
    static void beImpatient() {
        System.setProperty(Patience.PROPERTY, "0.3");
    }

    @AfterAll
    static void beAsUsual() {
        System.clearProperty(Patience.PROPERTY);
    }

    @TestFactory
    @DisplayName("all checks are passed by a small broker that makes no mistake")
    Stream<DynamicTest> passed() {
        return IntStream.rangeClosed(1, 2).mapToObj(stage -> dynamicTest("stage 0" + stage, () ->
                assertThat(lost(stage, null)).isEmpty()));
    }

    @TestFactory
    @DisplayName("each mistake is found by the checks that are meant to, and by no others")
    Stream<DynamicTest> found() {
        return Arrays.stream(Mistake.values()).map(mistake -> dynamicTest(mistake.name(), () ->
                assertThat(lost(mistake.stage(), mistake)).isEqualTo(mistake.caught())));
    }

    @TestFactory
    @DisplayName("each check has a mistake to find")
    Stream<DynamicTest> complete() {
        Set<String> caught = Arrays.stream(Mistake.values()).flatMap(each -> each.caught().stream())
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(1, 2).boxed().flatMap(stage -> stage(stage).checks().stream()).map(Check::id)
                .map(id -> dynamicTest(id, () -> assertThat(caught).contains(id)));
    }

    /** What was not passed; what was not run for that is not counted. */
    private static Set<String> lost(int stage, Mistake mistake) {
        Brokers brokers = Brokers.judged("small", settings -> new SmallBroker(mistake));
        try (Setup setup = new Setup(new InSameJvm(), brokers, 7)) {
            return stage(stage).run(setup, result -> { }).stream()
                    .filter(result -> result.verdict() != Verdict.PASSED && result.verdict() != Verdict.NOT_RUN)
                    .map(result -> result.check().id())
                    .collect(Collectors.toSet());
        }
    }

    private static CheckRun stage(int number) {
        return new CheckRun("mqttlab.suites.broker.stage0" + number, Set.of());
    }
}
