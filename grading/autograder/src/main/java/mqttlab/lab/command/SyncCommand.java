package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.snapshot.BrokerStarter;
import mqttlab.lab.starter.Difference;
import mqttlab.lab.starter.Starter;
import mqttlab.lab.starter.Sync;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "sync", mixinStandardHelpOptions = true, description = {
    "Writes the starters of the labs and the broker from the solutions.",
    "It leaves alone what somebody has changed and not committed, and says so."})
public final class SyncCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Option(names = "--check", description = "Only compares. Exit status 1 if a starter differs.")
    private boolean check;

    @Option(names = "--force", description = "Overwrites and deletes uncommitted work, too.")
    private boolean force;

    @Override
    public Integer call() {
        // All solutions are read before the first starter is written: a wrong marker leaves everything as it was.
        Checkout checkout = main.checkout();
        List<Starter> starters = new ArrayList<>(checkout.labs().stream().map(Starter::of).toList());
        BrokerStarter.of(checkout).ifPresent(starters::add);
        return check ? compare(starters) : write(starters);
    }

    private int compare(List<Starter> starters) {
        int differ = 0;
        for (Starter starter : starters) {
            for (Difference difference : starter.differences()) {
                main.out().println(describe(starter, difference));
                differ++;
            }
        }
        if (differ > 0) {
            main.out().println("These files are not what the solutions give (" + differ + "). './lab sync' writes them again; "
                    + "what is to stay belongs in the solution.");
        }
        return differ == 0 ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    private static String describe(Starter starter, Difference difference) {
        Path file = Path.of(starter.name()).resolve(difference.file());
        return switch (difference) {
            case Difference.Missing missing -> file + ": is missing";
            case Difference.Extra extra -> file + ": the solution gives no such file";
            case Difference.Changed changed -> file + ":" + changed.line() + ": differs"
                    + "\n    here:     " + changed.found()
                    + "\n    expected: " + changed.expected();
        };
    }

    private int write(List<Starter> starters) {
        for (Starter starter : starters) {
            Path folder = Path.of(starter.name());
            List<Difference> settled = new Sync(starter, force).run();
            for (Difference each : settled) {
                main.out().println((each instanceof Difference.Extra ? "deleted " : "wrote   ") + folder.resolve(each.file()));
            }
            if (settled.isEmpty()) {
                main.out().println(folder + " is up to date");
            }
        }
        return ExitStatus.GOOD;
    }
}
