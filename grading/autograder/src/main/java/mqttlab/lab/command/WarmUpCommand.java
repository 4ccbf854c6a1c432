package mqttlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.compile.Project;
import mqttlab.lab.compile.StudentCompiler;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.JsonReport;
import mqttlab.lab.report.TextReport;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.student.Rehearsal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Does once what other commands do, so that the launcher's archive of loaded classes has what they need; and has student
 * JVMs rehearse, for theirs.
 */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        spec.root().commandLine().usage(nowhere);
        main.checkout().all().stream().filter(each -> each.kind() != LabDefinition.Kind.BROKER).map(LabDefinition::libraries)
                .distinct().forEach(Rehearsal::hold);
        try (Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            grade(main.checkout().labs().getFirst(), brokers, nowhere);
        } catch (IOException e) {
            // The tool will be slower to start, and nothing else.
        }
    }

    /** One lab, and of its checks those that are quick: others need few classes that these do not, and somebody waits for it. */
    private void grade(LabDefinition lab, Brokers brokers, PrintWriter nowhere) throws IOException {
        Set<String> quick = new CheckRun(lab.suite(), Set.of()).checks().stream().filter(check -> !check.isDear()).map(Check::id)
                .collect(Collectors.toSet());
        OutputFolder scratch = new OutputFolder(Files.createTempDirectory("lab-warm-up-"));
        Path code = Files.isDirectory(lab.solution()) ? lab.solution() : lab.folder();
        Project project = new Project(code, lab.libraries());
        new StudentCompiler(lab.libraries()).rehearse(project.sources(), scratch.path().resolve("rehearsed"));
        LabResult result = new LabGrading(lab, quick, 1, 1).grade(project, scratch.path().resolve("classes"),
                CompletableFuture.completedFuture(brokers), each -> { });
        new TextReport(nowhere, main::styled, "").write(result);
        JsonReport.of(List.of(result)).write(scratch.path().resolve("result.json"));
        scratch.delete();
    }
}
