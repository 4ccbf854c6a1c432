package mqttlab.lab.command;

import java.util.List;
import mqttlab.lab.BadInput;
import mqttlab.lab.Main;
import mqttlab.lab.Near;
import mqttlab.lab.command.CourseChecks.Placed;
import mqttlab.lab.report.Wrapped;
import mqttlab.lab.standard.Clause;
import mqttlab.lab.standard.Standard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Says in plain words what a clause of MQTT 3.1.1 demands, where it stands, and which checks are about it.")
public final class ExplainCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "CLAUSE", description = "Such as MQTT-3.1.4-4, or 3.1.4-4.")
    private String typed;

    @Override
    public void run() {
        Clause clause = Clause.of(typed).orElseThrow(() -> new BadInput("MQTT 3.1.1 has no clause '%s'%s".formatted(typed,
                Near.meant(Standard.near(typed)))));
        Clause.Section section = clause.section();
        main.out().printf("%s, in section %s, %s%n%n", clause.id(), section.number(), section.title());
        main.out().println(Wrapped.text("  ", clause.text()));
        main.out().println();
        List<Placed> covering = CourseChecks.all(main.checkout())
                .filter(each -> each.check().clauses().contains(clause.id())).toList();
        if (covering.isEmpty()) {
            main.out().println("No check of the course is about it.");
        } else {
            main.out().println("Checks:");
            covering.forEach(each ->
                    main.out().printf("  %-10s %s: %s%n", each.lab().id(), each.check().id(), each.check().title()));
        }
        main.out().printf("%nThe standard's own words: %s%n", clause.url());
        main.out().flush();
    }
}
