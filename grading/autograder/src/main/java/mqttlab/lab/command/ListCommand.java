package mqttlab.lab.command;

import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the labs.")
public final class ListCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Override
    public void run() {
        for (LabDefinition lab : main.checkout().labs()) {
            main.out().printf("%-24s %s%n", lab.name(), lab.title());
        }
    }
}
