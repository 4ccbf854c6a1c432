package mqttlab.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mqttlab.testkit.check.Check;

/** What is wrong with a check as its suite declares it, a line for each flaw. */
final class Flaws {

    private final Check check;
    private final List<String> found = new ArrayList<>();

    private Flaws(Check check) {
        this.check = check;
    }

    /**
     * @param all     the checks of its package, in their order
     * @param clauses ids of all statements of the standard
     */
    static List<String> of(Check check, List<Check> all, Set<String> clauses) {
        Flaws flaws = new Flaws(check);
        List<String> ids = all.stream().map(Check::id).toList();
        List<String> before = ids.subList(0, ids.indexOf(check.id()));
        flaws.unless(ids.indexOf(check.id()) == ids.lastIndexOf(check.id()), "is not the only check of this name");
        flaws.unless(!check.title().equals(check.id()) && !check.title().isBlank(), "has no @DisplayName");
        flaws.unless(check.points() > 0, "is worth %d points".formatted(check.points()));
        flaws.unless(!check.hint().isBlank(), "has no hint");
        flaws.unless(!check.clauses().isEmpty() || !check.reason().isBlank(), "has neither a clause nor a reason");
        check.clauses().forEach(clause -> flaws.unless(clauses.contains(clause),
                "cites %s, which MQTT 3.1.1 does not have".formatted(clause)));
        check.dependsOn().forEach(id -> flaws.unless(before.contains(id),
                "depends on %s, which is not a check before it".formatted(id)));
        return flaws.found;
    }

    private void unless(boolean right, String flaw) {
        if (!right) {
            found.add(check.id() + " " + flaw);
        }
    }
}
