package mqttlab.lab.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.report.JsonReport;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/** How far a student is: a line for each lab and stage with the points of its last check, and what to do next. Runs nothing. */
record Board(Main main) {

    private record Row(LabDefinition lab, List<Check> checks, Optional<JsonReport> last) {

        /** Without what the broker of the last check could not judge. */
        int points() {
            Set<String> excused = ids(each -> CheckResult.NEEDS_MOSQUITTO.equals(each.message()));
            return checks.stream().filter(check -> !excused.contains(check.id())).mapToInt(Check::points).sum();
        }

        boolean isDone() {
            return last.filter(report -> report.points() == points()).isPresent();
        }

        /** The first that has lost something, or nothing if that is not known. */
        OptionalInt task() {
            Set<String> passed = ids(each -> each.verdict().equals(Verdict.PASSED.toString()));
            return passed.isEmpty() ? OptionalInt.empty()
                    : checks.stream().filter(check -> !passed.contains(check.id())).mapToInt(Check::task).min();
        }

        private Set<String> ids(Predicate<JsonReport.Entry> wanted) {
            return last.stream().flatMap(report -> report.labs().stream()).flatMap(lab -> lab.checks().stream())
                    .filter(wanted).map(JsonReport.Entry::id).collect(Collectors.toSet());
        }
    }

    /** @return the exit status */
    int show() {
        List<Row> rows = main.checkout().all().stream().map(this::row).toList();
        rows.forEach(this::show);
        main.out().println();
        Optional<Row> next = rows.stream().filter(row -> !row.isDone()).findFirst();
        next.ifPresentOrElse(this::showNext,
                () -> main.out().println("Everything is done. Next: let real clients talk to your broker, ./lab broker --mine"));
        main.out().flush();
        return next.isEmpty() ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    private Row row(LabDefinition lab) {
        return new Row(lab, Checklist.of(main.checkout(), lab).checks(), LastResult.of(lab));
    }

    private void show(Row row) {
        String mark = row.isDone() ? "@|green ✓|@" : row.last().isPresent() ? "@|red ✗|@" : "·";
        String points = row.last().map(report -> "%2d of %2d points".formatted(report.points(), row.points()))
                .orElse("not checked yet, %d points".formatted(row.points()));
        main.out().printf("%s %-28s %-28s %s%n", main.styled(mark), row.lab().name(), row.lab().title(), points);
    }

    private void showNext(Row row) {
        String task = row.task().isPresent() ? " --task " + row.task().getAsInt() : "";
        main.out().printf("Next: read %1$s (./lab read %2$s), and run ./lab check %2$s%3$s%n",
                row.lab().handout(), row.lab().id(), task);
    }
}
