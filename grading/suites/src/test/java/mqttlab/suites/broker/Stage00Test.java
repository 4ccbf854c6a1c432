package mqttlab.suites.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.contracts.broker.WireFormat;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Stage 00")
class Stage00Test {

    private static final CheckRun STAGE = new CheckRun("mqttlab.suites.broker.stage00", Set.of());

    @TestFactory
    @DisplayName("passes a sound wire format, and finds each mistake with the checks that are meant to")
    Stream<DynamicTest> verdicts() {
        return Stream.concat(
                Stream.of(dynamicTest("sound", () -> assertThat(lost(new SoundWireFormat())).isEmpty())),
                WireFormatMistakes.all().entrySet().stream().map(each -> dynamicTest(each.getKey().toString(), () ->
                        assertThat(lost(each.getKey())).containsExactlyInAnyOrderElementsOf(each.getValue()))));
    }

    @TestFactory
    @DisplayName("has a mistake to find for each of its checks")
    Stream<DynamicTest> complete() {
        return STAGE.checks().stream().map(Check::id).map(id -> dynamicTest(id, () ->
                assertThat(WireFormatMistakes.all().values()).anyMatch(found -> found.contains(id))));
    }

    private static List<String> lost(WireFormat format) {
        try (Setup setup = new Setup(new Given(format), Brokers.forced(BrokerKind.EMBEDDED), 7)) {
            return STAGE.run(setup, result -> { }).stream()
                    .filter(result -> result.verdict() != Verdict.PASSED && result.verdict() != Verdict.NOT_RUN)
                    .map(CheckResult::check).map(Check::id).toList();
        }
    }
}
