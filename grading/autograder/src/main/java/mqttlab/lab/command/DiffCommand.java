package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.regrade.Difference;
import mqttlab.lab.regrade.Graded;
import mqttlab.lab.report.Printable;
import mqttlab.testkit.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "diff", mixinStandardHelpOptions = true, description = {
    "Says whose points differ between two runs of lab grade, check by check, and why.",
    "Exit status 0 when nobody has fewer points for the same code; 1 when somebody has, or is missing; "
            + "2 when they cannot be compared."})
public final class DiffCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "OLD", description = "The folder of --out of the one run.")
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "And of the other.")
    private Path fresh;

    @Override
    public Integer call() {
        List<Difference> differences = Difference.between(Graded.in(old), Graded.in(fresh));
        differences.forEach(this::print);
        long drops = differences.stream().filter(Difference::isDrop).count();
        main.out().println(differences.isEmpty() ? "All points are the same." : Count.of(differences.size(), "result") + " differ"
                + (differences.size() == 1 ? "s" : "") + ", of which " + drops + (drops == 1 ? " has" : " have")
                + " fewer points for the same code, or none.");
        return drops == 0 ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    private void print(Difference each) {
        main.out().println(Printable.line(each.who().student()) + "  " + each.who().lab() + "  "
                + (each.before().isEmpty() ? "-" : each.before()) + " -> " + (each.now().isEmpty() ? "-" : each.now())
                + (each.isDrop() ? "  FEWER" : ""));
        each.reasons().forEach(reason -> main.out().println("    " + Printable.line(reason)));
    }
}
