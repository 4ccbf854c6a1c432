package mqttlab.lab.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Pristine;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.journal.Parts;
import mqttlab.lab.report.HtmlReport;
import mqttlab.lab.report.ResultsFolder;
import mqttlab.lab.report.StudentLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "merge", mixinStandardHelpOptions = true, description = {
    "Puts the shards of a class together: what one lab grade of the whole class would have written.",
    "Exit status 0 when all submissions were graded, whatever their points; 2 when any could not be, "
            + "or when the parts are not the whole class, or do not fit together."})
public final class MergeCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PART", description = "The folders of --out of all shards, in any order.")
    private List<Path> folders;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "For gradebook.csv, report.html and results.")
    private Path out;

    @Override
    public Integer call() {
        Pristine pristine = Pristine.of(main.checkout().root());
        Optional<ForegroundProgram> committed = CommittedTool.insteadOf(main, spec, pristine);
        if (committed.isPresent()) {
            return committed.get().run();
        }
        requireElsewhere();
        Parts parts = Parts.in(folders);
        List<StudentResult> graded = parts.graded(Checkout.at(pristine.root()));
        String command = new GradeLine(parts.folder(), parts.named(), parts.run().seed()).with(Optional.empty(), out);

        try (ResultsFolder results = ResultsFolder.open(out, parts.students())) {
            parts.keep(out);
            results.write(graded, new HtmlReport(graded, command, parts.run().when(), parts.passedOver()));
        }

        List<StudentResult> open = graded.stream().filter(each -> !each.isConclusive()).toList();
        StudentLine line = new StudentLine(open.stream().map(StudentResult::student).toList());
        open.forEach(each -> line.of(each).forEach(main.out()::println));
        main.out().println("Gradebook and report of " + graded.size() + " submissions are in " + out);
        return open.isEmpty() ? ExitStatus.GOOD : ExitStatus.USAGE_OR_INFRASTRUCTURE;
    }

    /** What is there is replaced, and so it must not be what is read. */
    private void requireElsewhere() {
        for (Path each : folders) {
            if (real(each).startsWith(real(out)) || real(out).startsWith(real(each))) {
                throw new BadInput("the results cannot go to " + out + ": that is where the part " + each + " is");
            }
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            // It is not there yet.
            return folder.toAbsolutePath().normalize();
        }
    }
}
