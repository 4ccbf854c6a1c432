package mqttlab.lab.regrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import mqttlab.lab.journal.Journal.Origin;
import mqttlab.lab.regrade.Graded.StudentLab;
import mqttlab.lab.regrade.Graded.Who;
import mqttlab.lab.report.JsonReport;
import mqttlab.testkit.check.Verdict;

/**
 * One student's lab, whose points are others than before.
 *
 * @param before  such as {@code 18/20}; empty if it was not graded then
 * @param now     empty if it is no longer graded
 * @param isDrop  whether there are fewer points, or none are known, though the code is the same
 * @param reasons a line for each check
 */
public record Difference(Who who, String before, String now, boolean isDrop, List<String> reasons) {

    /** In the order of the students. */
    public static List<Difference> between(Graded before, Graded now) {
        Set<Who> all = new TreeSet<>(before.labs().keySet());
        all.addAll(now.labs().keySet());
        return all.stream().flatMap(who -> of(who, before, now).stream()).toList();
    }

    private static Optional<Difference> of(Who who, Graded before, Graded now) {
        StudentLab old = before.labs().get(who);
        StudentLab fresh = now.labs().get(who);
        if (old == null || fresh == null) {
            return Optional.of(new Difference(who, points(old), points(fresh), fresh == null,
                    List.of(old == null ? "was not graded before" : "is no longer graded")));
        }
        if (points(old).equals(points(fresh))) {
            return Optional.empty();
        }
        String cause = cause(old.lab(), fresh.lab(), before.origin(who), now.origin(who));
        boolean isDrop = !fresh.conclusive() || old.conclusive() && fresh.lab().points() < old.lab().points()
                && !otherCode(before.origin(who), now.origin(who));
        return Optional.of(new Difference(who, points(old), points(fresh), isDrop, reasons(old.lab(), fresh.lab(), cause)));
    }

    private static String points(StudentLab lab) {
        return lab == null ? "" : (lab.conclusive() ? "" + lab.lab().points() : "?") + "/" + lab.lab().total();
    }

    private static boolean otherCode(Optional<Origin> before, Optional<Origin> now) {
        return !Objects.equals(before.map(Origin::code), now.map(Origin::code));
    }

    /** Of what is not said by the check itself. */
    private static String cause(JsonReport.Lab old, JsonReport.Lab fresh, Optional<Origin> before, Optional<Origin> now) {
        List<String> causes = new ArrayList<>();
        if (otherCode(before, now)) {
            causes.add("the code differs");
        }
        if (!Objects.equals(before.map(Origin::course), now.map(Origin::course))) {
            causes.add("the suite or another part of the course differs");
        }
        if (!old.broker().equals(fresh.broker())) {
            causes.add("the broker differs");
        }
        if (old.seed() != fresh.seed()) {
            causes.add("the seed differs");
        }
        return causes.isEmpty() ? "for no reason that is known: nothing differs" : String.join(", ", causes);
    }

    private static List<String> reasons(JsonReport.Lab old, JsonReport.Lab fresh, String cause) {
        Map<String, JsonReport.Entry> before = byId(old);
        Map<String, JsonReport.Entry> now = byId(fresh);
        return Stream.concat(before.keySet().stream(), now.keySet().stream()).distinct()
                .filter(id -> !isSame(before.get(id), now.get(id)))
                .map(id -> reason(id, before.get(id), now.get(id), cause)).toList();
    }

    private static Map<String, JsonReport.Entry> byId(JsonReport.Lab lab) {
        Map<String, JsonReport.Entry> checks = new LinkedHashMap<>();
        lab.checks().forEach(each -> checks.put(each.id(), each));
        return checks;
    }

    private static boolean isSame(JsonReport.Entry old, JsonReport.Entry fresh) {
        return old != null && fresh != null && old.points() == fresh.points() && old.of() == fresh.of()
                && isOurFault(old) == isOurFault(fresh);
    }

    private static String reason(String id, JsonReport.Entry old, JsonReport.Entry fresh, String cause) {
        Function<JsonReport.Entry, String> result = each -> each.verdict() + " " + each.points() + "/" + each.of();
        if (old == null || fresh == null) {
            return id + ": " + result.apply(old == null ? fresh : old) + (old == null ? ", a new check" : ", no longer a check");
        }
        String why = isOurFault(old) || isOurFault(fresh) ? "infrastructure"
                : old.of() != fresh.of() && old.verdict().equals(fresh.verdict()) ? "its points differ"
                : old.of() != fresh.of() ? "its points differ, " + cause : cause;
        return id + ": " + result.apply(old) + " -> " + result.apply(fresh) + ", " + why;
    }

    static boolean isOurFault(JsonReport.Entry check) {
        return check.verdict().equals(Verdict.INFRASTRUCTURE_ERROR.toString());
    }
}
