package mqttlab.mutants;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Mutant;
import mqttlab.testkit.check.Check;

/**
 * The checks that a mutant meets, and what is to come of it.
 *
 * @param only     ids of the checks; empty for all
 * @param expected the points of the checks that are not met are not among those left
 */
record Encounter(Set<String> only, Expectation expected) {

    static Encounter withAll(Mutant mutant) {
        return new Encounter(Set.of(), Expectation.of(mutant));
    }

    /** Without the dear checks that are not about its mistake. */
    static Encounter withoutDear(List<Check> checks, Expectation stated) {
        List<Check> spared = checks.stream().filter(check -> check.isDear() && !stated.fails().contains(check.id())).toList();
        int worth = spared.stream().filter(check -> !isLost(check, checks, stated.fails())).mapToInt(Check::points).sum();
        Set<String> met = checks.stream().filter(Predicate.not(spared::contains)).map(Check::id).collect(Collectors.toSet());
        return new Encounter(met, new Expectation(stated.fails(), stated.score() - worth));
    }

    /** Whether it fails, or is not run as something that it depends on is lost. */
    private static boolean isLost(Check check, List<Check> checks, Set<String> fails) {
        return fails.contains(check.id()) || checks.stream().filter(other -> check.dependsOn().contains(other.id()))
                .anyMatch(other -> isLost(other, checks, fails));
    }
}
