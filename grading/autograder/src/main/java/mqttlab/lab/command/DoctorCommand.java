package mqttlab.lab.command;

import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.doctor.Finding;
import mqttlab.lab.doctor.Finding.State;
import mqttlab.lab.doctor.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Says what this machine has and lacks, and what to do about it. "
                + "Exit status 2 if something is missing that it cannot do without.")
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Override
    public Integer call() {
        List<Finding> findings = Machine.examine();
        for (Finding finding : findings) {
            main.out().printf("%s  %-18s %s%n", state(finding.state()), finding.what(), finding.detail());
        }
        return findings.stream().anyMatch(each -> each.state() == State.MISSING)
                ? ExitStatus.USAGE_OR_INFRASTRUCTURE
                : ExitStatus.GOOD;
    }

    private String state(State state) {
        return main.styled(switch (state) {
            case FOUND -> "@|green found  |@";
            case ABSENT -> "absent ";
            case MISSING -> "@|red missing|@";
        });
    }
}
