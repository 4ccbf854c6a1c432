package mqttlab.lab.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is to come of a mutant, on a broker that cannot judge all of it")
class ExpectationTest {

    private static final LabDefinition LAB = TinyCourse.definition(Track.LABS, "07-x", Kind.CLIENT, "Something");
    private static final CheckResult EXCUSED = result("excused", Verdict.NOT_RUN, CheckResult.NEEDS_MOSQUITTO);

    @Test
    @DisplayName("a check that needs Mosquitto neither fails there nor earns anything")
    void withoutPointsOfTheExcused() {
        LabResult result = result(result("first", Verdict.FAILED, "no"), EXCUSED, result("last", Verdict.PASSED, ""));
        assertThat(new Expectation(Set.of("first"), 4).surprises(result)).isEmpty();
        assertThat(new Expectation(Set.of("first", "excused"), 2).surprises(result)).isEmpty();
        assertThat(new Expectation(Set.of("first"), 2).surprises(result)).containsExactly("0 points were to be left, and 2 are");
    }

    @Test
    @DisplayName("what depends on a check that needs Mosquitto is run there, and earns its points")
    void spared() {
        LabResult result = result(EXCUSED, result("next", Verdict.PASSED, "", "excused"),
                result("last", Verdict.FAILED, "no", "next"));
        assertThat(new Expectation(Set.of("excused", "last"), 0).surprises(result)).isEmpty();
    }

    @Test
    @DisplayName("a solution has all points that can be earned there")
    void solution() {
        LabResult result = result(EXCUSED, result("last", Verdict.PASSED, ""));
        assertThat(result.total()).isEqualTo(2);
        assertThat(result.worth()).isEqualTo(4);
        assertThat(Expectation.everything(result).surprises(result)).isEmpty();
    }

    @Test
    @DisplayName("what is not run for another reason is missed")
    void notRun() {
        LabResult result = result(result("first", Verdict.NOT_RUN, "depends on something"), result("last", Verdict.PASSED, ""));
        assertThat(new Expectation(Set.of("first"), 2).surprises(result)).containsExactly("first was to fail and was not run");
    }

    private static LabResult result(CheckResult... results) {
        return new LabResult(LAB, "Moquette", "", 1, List.of(), List.of(results));
    }

    private static CheckResult result(String id, Verdict verdict, String message, String... dependsOn) {
        Check check = new Check(id, "Suite", "title", 1, 2, "", List.of(), "", List.of(dependsOn), false, false);
        return new CheckResult(check, verdict, message, Evidence.NONE, Duration.ZERO);
    }
}
