package mqttlab.lab.command;

import java.util.List;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", mixinStandardHelpOptions = true,
        description = "Lists the labs and the stages of the broker, what they are worth, how long they take, and how far you are.")
public final class ListCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Override
    public void run() {
        for (LabDefinition lab : main.checkout().all()) {
            String done = LastResult.of(lab)
                    .map(last -> "%d of %d points at the last check".formatted(last.points(), last.total()))
                    .orElse("not checked yet");
            List<String> needs = lab.manifest().needs();
            main.out().printf("%-28s %-28s %3d points %4d min   %-16s %s%n", lab.name(), lab.title(),
                    Checklist.of(main.checkout(), lab).points(), lab.manifest().minutes(),
                    needs.isEmpty() ? "" : "after " + String.join(", ", needs), done);
        }
    }
}
