package mqttlab.lab.command;

import java.util.List;
import mqttlab.lab.BadInput;
import mqttlab.lab.Main;
import mqttlab.lab.Near;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.command.CourseChecks.Placed;
import mqttlab.lab.report.Wrapped;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "hint", mixinStandardHelpOptions = true,
        description = "Says what a check is about, why, and what to try. 'lab list 01' has the names of the checks.")
public final class HintCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Parameters(arity = "1..3", paramLabel = "[LAB] CHECK",
            description = "Its name, as --only takes it; before it a lab, such as 01 or broker 05, "
                    + "if several have one of that name.")
    private List<String> words;

    @Override
    public void run() {
        String typed = words.getLast();
        List<LabDefinition> wanted = wanted();
        List<Placed> all = CourseChecks.all(main.checkout()).filter(each -> wanted.contains(each.lab())).toList();
        List<Placed> found = all.stream().filter(each -> each.check().id().equalsIgnoreCase(typed.strip())).toList();
        if (found.isEmpty()) {
            // A lab alone is asked for, too: then it is that lab's names that are missing.
            throw new BadInput("there is no check '%s'%s; 'lab list %s' has the names".formatted(typed,
                    Near.meant(Near.names(typed, all.stream().map(each -> each.check().id()).toList())),
                    typed.matches("0\\d") ? typed : "01"));
        }
        found.forEach(this::show);
        main.out().flush();
    }

    private List<LabDefinition> wanted() {
        String lab = String.join(" ", words.subList(0, words.size() - 1));
        return lab.isEmpty() ? main.checkout().all() : main.checkout().named(lab);
    }

    private void show(Placed placed) {
        Check check = placed.check();
        main.out().printf("%s (%s, task %d, %s)%n", check.id(), placed.lab().called(), check.task(),
                Count.of(check.points(), "point"));
        main.out().println(Wrapped.text("", check.title()));
        main.out().println();
        if (!check.clauses().isEmpty()) {
            main.out().printf("    Standard: [%s]%n", String.join("], [", check.clauses()));
        }
        if (!check.reason().isEmpty()) {
            main.out().println(Wrapped.text("    Why:      ", check.reason()));
        }
        main.out().println(Wrapped.text("    Hint:     ", check.hint()));
        main.out().printf("    Run it:   ./lab check %s --only %s%n", placed.lab().id(), check.id());
        check.clauses().stream().findFirst().ifPresent(first -> main.out().printf("    Clause:   ./lab explain %s%n", first));
        main.out().println();
    }
}
