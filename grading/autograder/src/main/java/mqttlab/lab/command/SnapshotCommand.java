package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "snapshot", mixinStandardHelpOptions = true, description = {
    "Writes the broker as it is after a stage, with that stage and all before it solved.",
    "If you are stuck, keep what you have in broker-from-scratch/src, and go on with the src from here."})
public final class SnapshotCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "broker", description = "The broker alone has stages.")
    private String what;

    @Parameters(index = "1", paramLabel = "STAGE", description = "Such as 04, for all that stages 00 to 04 ask for.")
    private String stage;

    @Parameters(index = "2", paramLabel = "DIR", description = "A folder that does not exist, or that is empty.")
    private Path folder;

    @Override
    public Integer call() {
        if (Track.named(what).isEmpty()) {
            throw new BadInput("there is no '" + what + "' with stages, only the broker: 'lab snapshot broker 04 DIR'");
        }
        Snapshot snapshot = Snapshot.of(main.checkout(), stage);
        snapshot.write(folder);
        main.out().println("wrote the broker after stage " + snapshot.stage() + " to " + folder + " ("
                + Count.of(snapshot.files().size(), "file") + ")");
        return ExitStatus.GOOD;
    }
}
