package mqttlab.lab.command;

import java.util.List;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", mixinStandardHelpOptions = true, description = {
    "Lists the labs and the stages of the broker, what they are worth, how long they take, and how far you are.",
    "Of one lab or stage, it lists the checks: the names that --only takes, tasks and points."})
public final class ListCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Parameters(arity = "0..2", paramLabel = "LAB", description = "Such as 01, broker 02, or broker for all its stages.")
    private List<String> words = List.of();

    @Override
    public void run() {
        List<LabDefinition> wanted = words.isEmpty() ? main.checkout().all() : main.checkout().named(String.join(" ", words));
        if (words.isEmpty() || wanted.size() != 1) {
            int widest = wanted.stream().mapToInt(lab -> lab.name().length()).max().orElse(1);
            wanted.forEach(lab -> show(lab, widest));
        } else {
            showChecks(wanted.getFirst());
        }
        main.out().flush();
    }

    private void show(LabDefinition lab, int widest) {
        String done = LastResult.of(lab)
                .map(last -> "%d of %d points at the last check".formatted(last.points(), last.total()))
                .orElse("not checked yet");
        List<String> needs = lab.manifest().needs();
        main.out().printf("%-" + widest + "s %-28s %3d points %4d min   %-16s %s%n", lab.name(), lab.title(),
                Checklist.of(main.checkout(), lab).points(), lab.manifest().minutes(),
                needs.isEmpty() ? "" : "after " + String.join(", ", needs), done);
    }

    private void showChecks(LabDefinition lab) {
        List<Check> checks = CourseChecks.of(main.checkout(), lab);
        int widest = checks.stream().mapToInt(check -> check.id().length()).max().orElse(1);
        main.out().println(lab.heading());
        String suite = "";
        for (Check check : checks) {
            if (!check.suite().equals(suite)) {
                suite = check.suite();
                main.out().printf("%n%s%n", main.styled("@|bold " + suite + "|@"));
            }
            main.out().printf("  %-" + widest + "s  task %d  %-9s %s%n", check.id(), check.task(),
                    Count.of(check.points(), "point"), check.title());
        }
        main.out().printf("%n./lab hint %s says more about a check; ./lab check %s --only %s runs it.%n", checks.getFirst().id(),
                lab.id(), checks.getFirst().id());
    }
}
