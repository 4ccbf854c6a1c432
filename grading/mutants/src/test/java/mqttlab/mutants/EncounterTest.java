package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.lab.mutant.Expectation;
import mqttlab.testkit.check.Check;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mutant meets")
class EncounterTest {

    private static final List<Check> CHECKS = List.of(check("delivers", 1, false), check("keepsOrder", 2, false, "delivers"),
            check("survivesAFlood", 4, true, "keepsOrder"), check("forgetsTheDead", 8, true));

    @Test
    @DisplayName("the checks that are about its mistake, dear or not, and need not meet what they depend on")
    void itsBusiness() {
        Encounter encounter = Encounter.withSome("a", CHECKS, new Expectation(Set.of("survivesAFlood"), 11));

        assertThat(encounter.only()).containsExactly("survivesAFlood");
        assertThat(encounter.expected()).isEqualTo(new Expectation(Set.of("survivesAFlood"), 0));
    }

    @Test
    @DisplayName("no other dear check, whose points are left, unless what it depends on is lost")
    void dear() {
        Encounter encounter = Encounter.withSome("a", CHECKS, new Expectation(Set.of("delivers"), 8));

        assertThat(encounter.only()).contains("delivers").doesNotContain("survivesAFlood", "forgetsTheDead");
        assertThat(encounter.expected()).isEqualTo(new Expectation(Set.of("delivers"), 0));
    }

    @Test
    @DisplayName("about a twelfth of the others, the same each time")
    void others() {
        List<Check> many = Stream.concat(Stream.of(check("fails", 5, false)),
                IntStream.range(0, 300).mapToObj(number -> check("other" + number, 1, false))).toList();

        Encounter encounter = Encounter.withSome("a", many, new Expectation(Set.of("fails"), 300));

        assertThat(encounter.only()).contains("fails").hasSizeBetween(12, 45);
        assertThat(encounter.expected().score()).isEqualTo(encounter.only().size() - 1);
        assertThat(Encounter.withSome("a", many, new Expectation(Set.of("fails"), 300))).isEqualTo(encounter);
        assertThat(Encounter.withSome("b", many, new Expectation(Set.of("fails"), 300))).isNotEqualTo(encounter);
    }

    private static Check check(String id, int points, boolean isDear, String... dependsOn) {
        return new Check(id, "Suite", id, 1, points, "hint", List.of(), "reason", List.of(dependsOn), false, isDear);
    }
}
