package mqttlab.lab.command;

import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.doctor.Finding;
import mqttlab.lab.doctor.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Says what this machine has and lacks, and what to do about it. Exit status 2 if something is lacking.")
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Override
    public Integer call() {
        List<Finding> findings = Machine.examine();
        for (Finding finding : findings) {
            main.out().println(main.styled(finding.good() ? "@|green found  |@" : "@|red missing|@") + "  "
                    + "%-6s %s".formatted(finding.what(), finding.detail()));
        }
        return findings.stream().allMatch(Finding::good) ? ExitStatus.GOOD : ExitStatus.USAGE_OR_INFRASTRUCTURE;
    }
}
