package mqttlab.lab.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.doctor.Finding;
import mqttlab.lab.doctor.Finding.State;
import mqttlab.lab.doctor.Machine;
import mqttlab.testkit.sandbox.Attack;
import mqttlab.testkit.sandbox.SandboxChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Says what this machine has and lacks, and what to do about it. "
                + "Exit status 2 if something is missing that it cannot do without.")
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Option(names = "--sandbox", description = {
        "Attacks this machine from within the sandbox of 'lab grade', and says what is contained.",
        "Exit status 2 if there is no sandbox, or if anything is open."})
    private boolean sandbox;

    @Override
    public Integer call() {
        return sandbox ? attack() : examine();
    }

    private int attack() {
        Map<Attack, Boolean> contained = SandboxChoice.examination(SandboxOption.secrets(main.checkout().root()));
        contained.forEach((attack, held) -> main.out().printf("%s  %s%n",
                main.styled(held ? "@|green contained|@" : "@|red open     |@"), attack.deed()));
        return !contained.containsValue(false)
                ? ExitStatus.GOOD
                : ExitStatus.USAGE_OR_INFRASTRUCTURE;
    }

    private int examine() {
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
