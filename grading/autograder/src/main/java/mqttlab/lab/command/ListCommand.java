package mqttlab.lab.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", mixinStandardHelpOptions = true,
        description = "Lists the labs and the stages of the broker, what they are worth, and how far you are.")
public final class ListCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Override
    public void run() {
        for (LabDefinition lab : all(main.checkout())) {
            int points = new CheckRun(lab.suite(), Set.of()).checks().stream().mapToInt(Check::points).sum();
            String done = LastResult.of(lab)
                    .map(last -> "%d of %d points at the last check".formatted(last.points(), last.total()))
                    .orElse("not checked yet");
            main.out().printf("%-28s %-28s %3d points   %s%n", lab.name(), lab.title(), points, done);
        }
    }

    private static List<LabDefinition> all(Checkout checkout) {
        return Stream.concat(checkout.labs().stream(), checkout.stages().stream()).toList();
    }
}
