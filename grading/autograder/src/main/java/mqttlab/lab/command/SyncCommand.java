package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.snapshot.BrokerStarter;
import mqttlab.lab.starter.Difference;
import mqttlab.lab.starter.LabTable;
import mqttlab.lab.starter.Starter;
import mqttlab.lab.starter.Sync;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "sync", mixinStandardHelpOptions = true, description = {
    "Writes the starters of the labs and the broker from the solutions, and the tables of labs from the manifests.",
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
        List<LabTable> tables = Stream.of(Track.values()).flatMap(each -> LabTable.of(checkout, each).stream()).toList();
        return check ? compare(starters, tables) : write(starters, tables);
    }

    private int compare(List<Starter> starters, List<LabTable> tables) {
        List<String> differ = Stream.concat(
                starters.stream().flatMap(starter -> starter.differences().stream()
                        .map(each -> describe(Path.of(starter.name()).resolve(each.file()), each))),
                tables.stream().flatMap(table -> table.difference().stream()).map(each -> describe(each.file(), each))).toList();
        differ.forEach(main.out()::println);
        if (!differ.isEmpty()) {
            main.out().println("These files are not what the solutions and the manifests give (" + differ.size()
                    + "). './lab sync' writes them again; what is to stay belongs there.");
        }
        return differ.isEmpty() ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    private static String describe(Path file, Difference difference) {
        return switch (difference) {
            case Difference.Missing missing -> file + ": is missing";
            case Difference.Extra extra -> file + ": the solution gives no such file";
            case Difference.Changed changed -> file + ":" + changed.line() + ": differs"
                    + "\n    here:     " + changed.found()
                    + "\n    expected: " + changed.expected();
        };
    }

    private int write(List<Starter> starters, List<LabTable> tables) {
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
        tables.stream().filter(each -> each.difference().isPresent()).forEach(table -> {
            table.write();
            main.out().println("wrote   " + table.name());
        });
        return ExitStatus.GOOD;
    }
}
