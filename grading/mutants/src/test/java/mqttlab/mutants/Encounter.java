package mqttlab.mutants;

import java.util.List;
import java.util.Set;
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

    /**
     * Of the checks that are not about a mutant's mistake, it usually meets one in so many: always the same ones, so that
     * they are known.
     */
    private static final int SHARE = 12;

    static Encounter withAll(Mutant mutant) {
        return new Encounter(Set.of(), Expectation.of(mutant));
    }

    /**
     * With those that are about its mistake and some of the others, but none of these that are dear. What they depend on had
     * passed when the mutant met all.
     */
    static Encounter withSome(Mutant mutant, List<Check> checks) {
        return withSome(mutant.name(), checks, Expectation.of(mutant));
    }

    static Encounter withSome(String name, List<Check> checks, Expectation stated) {
        // What is not run as something that it depends on is lost would be run if nobody asked for that.
        List<Check> met = checks.stream().filter(check -> stated.fails().contains(check.id())
                || isItsTurn(name, check) && !isLost(check, checks, stated.fails())).toList();
        int worth = checks.stream().filter(check -> !met.contains(check) && !isLost(check, checks, stated.fails()))
                .mapToInt(Check::points).sum();
        return new Encounter(met.stream().map(Check::id).collect(Collectors.toSet()),
                new Expectation(stated.fails(), stated.score() - worth));
    }

    private static boolean isItsTurn(String name, Check check) {
        return !check.isDear() && Math.floorMod((name + check.id()).hashCode(), SHARE) == 0;
    }

    /** Whether it fails, or is not run as something that it depends on is lost. */
    private static boolean isLost(Check check, List<Check> checks, Set<String> fails) {
        return fails.contains(check.id()) || checks.stream().filter(other -> check.dependsOn().contains(other.id()))
                .anyMatch(other -> isLost(other, checks, fails));
    }
}
