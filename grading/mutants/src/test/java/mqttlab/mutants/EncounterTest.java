package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mqttlab.lab.mutant.Expectation;
import mqttlab.testkit.check.Check;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mutant meets")
class EncounterTest {

    private static final List<Check> CHECKS = List.of(check("delivers", 1, false), check("keepsOrder", 2, false, "delivers"),
            check("survivesAFlood", 4, true, "keepsOrder"), check("forgetsTheDead", 8, true));

    @Test
    @DisplayName("the dear checks that are about its mistake, and the points of the others are not among those left")
    void sparing() {
        Encounter encounter = Encounter.withoutDear(CHECKS, new Expectation(Set.of("survivesAFlood"), 11));

        assertThat(encounter.only()).containsExactlyInAnyOrder("delivers", "keepsOrder", "survivesAFlood");
        assertThat(encounter.expected()).isEqualTo(new Expectation(Set.of("survivesAFlood"), 3));
    }

    @Test
    @DisplayName("no dear check that it has lost anyway, as what it depends on fails")
    void lostAnyway() {
        Encounter encounter = Encounter.withoutDear(CHECKS, new Expectation(Set.of("delivers"), 8));

        assertThat(encounter.only()).containsExactlyInAnyOrder("delivers", "keepsOrder");
        assertThat(encounter.expected()).isEqualTo(new Expectation(Set.of("delivers"), 0));
    }

    private static Check check(String id, int points, boolean isDear, String... dependsOn) {
        return new Check(id, "Suite", id, 1, points, "hint", List.of(), "reason", List.of(dependsOn), false, isDear);
    }
}
