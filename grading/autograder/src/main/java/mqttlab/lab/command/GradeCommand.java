package mqttlab.lab.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Pristine;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.ClassGrading;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.journal.ClassSeed;
import mqttlab.lab.journal.Journal;
import mqttlab.lab.journal.Part;
import mqttlab.lab.report.HtmlReport;
import mqttlab.lab.report.ResultsFolder;
import mqttlab.lab.report.StudentLine;
import mqttlab.lab.submission.Shard;
import mqttlab.lab.submission.Submission;
import mqttlab.lab.submission.Submissions;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.sandbox.SandboxChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "grade", mixinStandardHelpOptions = true, description = {"Grades a folder of submissions.",
    "Exit status 0 when all were graded, whatever their points; 2 when any could not be."})
public final class GradeCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "One submission a student, each a folder or a .zip.")
    private Path folder;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "For gradebook.csv, report.html and results.")
    private Path out;

    @Option(names = "--lab", paramLabel = "LAB",
            description = "Grades this lab, such as 01, this stage, such as \"broker 02\", or all stages: broker. "
                    + "May be given several times. Otherwise those that were handed in.")
    private List<String> labs = List.of();

    @Option(names = "--jobs", paramLabel = "N", description = "Submissions at a time (default: as many as there are processors).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--budget", paramLabel = "MINUTES", description = "How long one student's lab or stage may take until no "
            + "further check of it begins; what is left earns nothing (default: ${DEFAULT-VALUE}).")
    private int budget = ClassGrading.USUAL_MINUTES;

    @Option(names = "--resume", description = "Goes on with the run in the folder of --out that was interrupted, or grades "
            + "again what has changed since: submissions, checks, the course.")
    private boolean resume;

    @Option(names = "--shard", paramLabel = "I/N", converter = ShardConverter.class,
            description = "Grades only a part of the class: 2/5 is the second fifth in the order of names. Each machine needs "
                    + "the whole class; lab merge puts the parts together.")
    private Optional<Shard> shard = Optional.empty();

    @Mixin
    private BrokerOption broker;

    @Mixin
    private SandboxOption sandbox;

    @Option(names = "--seed", paramLabel = "N", description = "Plays a run again: the report says its seed.")
    private Long seed;

    @Override
    public Integer call() {
        requireSense();
        Pristine pristine = Pristine.of(main.checkout().root());
        Optional<ForegroundProgram> committed = CommittedTool.insteadOf(main, spec, pristine);
        if (committed.isPresent()) {
            return committed.get().run();
        }
        Checkout course = Checkout.at(pristine.root());
        Submissions submissions = Submissions.in(folder);
        List<String> students = submissions.all().stream().map(Submission::student).toList();
        List<Submission> own = shard.orElse(Shard.WHOLE).part(submissions.all());
        List<LabDefinition> wanted = wanted(course, submissions);
        List<Checklist> checklists = wanted.stream().map(each -> Checklist.of(course, each)).toList();
        BrokerOption.Choice brokers = broker.choose();
        SandboxChoice enclosing = sandbox.choose(course.root());
        Optional<Journal.Run> before = resume ? Journal.runIn(out) : Optional.empty();
        Journal.Run run = before.orElseGet(() -> Journal.Run.begun(chosenSeed(submissions, wanted), shard.orElse(Shard.WHOLE)));
        requireSame(run);
        try (ResultsFolder results = ResultsFolder.open(out, students)) {
            Journal journal = Journal.open(out, run, before.isPresent(), course, checklists, brokers.description());
            ClassGrading grading = new ClassGrading(checklists, !labs.isEmpty(), run.seed(), brokers::open, enclosing.sandbox(),
                    jobs, Duration.ofMinutes(budget), journal);
            announce(submissions, brokers, enclosing, before);

            List<StudentResult> graded = grade(grading, own, results);

            String command = new GradeLine(folder.toString(), labs, run.seed()).with(shard, out);
            results.write(graded, new HtmlReport(graded, command, run.when(), submissions.passedOver()));
            journal.removeOthers();
            shard.ifPresent(each -> new Part(run, folder.toString(), labs, brokers.description(), journal.versions(), students,
                    submissions.passedOver(), Part.graded(graded)).write(out));
            if (before.isPresent()) {
                main.err().println("lab: " + Count.of(journal.found(), "result") + " had been there already");
                main.err().flush();
            }
            main.out().println("Gradebook and report are in " + out);
            return graded.stream().allMatch(StudentResult::isConclusive) ? ExitStatus.GOOD : ExitStatus.USAGE_OR_INFRASTRUCTURE;
        }
    }

    /** All shards must have the same seed, as the whole class would. */
    private long chosenSeed(Submissions submissions, List<LabDefinition> wanted) {
        if (seed != null) {
            return seed;
        }
        return shard.isPresent() ? ClassSeed.of(submissions.all(), wanted) : Setup.randomSeed();
    }

    private void requireSame(Journal.Run run) {
        if (seed != null && seed != run.seed()) {
            throw new BadInput("--resume goes on with the seed " + run.seed() + " of the run in " + out
                    + ", and not with " + seed);
        }
        if (!run.shard().equals(shard.orElse(Shard.WHOLE))) {
            throw new BadInput("--resume goes on with " + called(run.shard()) + " of the run in " + out
                    + ", and not with " + called(shard.orElse(Shard.WHOLE)));
        }
    }

    private static String called(Shard shard) {
        return shard.equals(Shard.WHOLE) ? "the whole class" : "the shard " + shard;
    }

    private void announce(Submissions submissions, BrokerOption.Choice brokers, SandboxChoice enclosing,
            Optional<Journal.Run> before) {
        if (resume) {
            main.err().println("lab: " + before.map(run -> "going on with the run of " + run.start() + ", seed " + run.seed())
                    .orElse("there is no run to go on with in " + out + ", so this one begins"));
        }
        submissions.passedOver().forEach(each ->
                main.err().println("lab: passed over " + each + ": a submission is a folder or a .zip"));
        if (!brokers.because().isEmpty()) {
            main.err().println("lab: the broker is " + brokers.kind() + ", because: " + brokers.because());
        }
        main.err().println("lab: " + enclosing.notice());
        main.err().flush();
    }

    private void requireSense() {
        if (jobs < 1) {
            throw new BadInput("--jobs must be 1 or more, and not " + jobs);
        }
        if (budget < 1) {
            throw new BadInput("--budget must be 1 minute or more, and not " + budget);
        }
        if (out.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
            throw new BadInput("the results cannot go to " + out + ": it is among the submissions");
        }
    }

    private List<LabDefinition> wanted(Checkout course, Submissions submissions) {
        return labs.isEmpty()
                ? ClassGrading.handedIn(course.all(), submissions.all())
                : labs.stream().flatMap(each -> course.named(each).stream()).distinct().toList();
    }

    /** Each result is written at once, whoever else is still being graded; their lines come in the order of the students. */
    private List<StudentResult> grade(ClassGrading grading, List<Submission> submissions, ResultsFolder results) {
        List<String> students = submissions.stream().map(Submission::student).toList();
        InOrder graded = new InOrder(students, new StudentLine(students), main.out());
        try (ClassProgress progress = new ClassProgress(main.err(), submissions.size())) {
            grading.grade(submissions, progress::count, student -> {
                results.write(student);
                progress.done(() -> graded.add(student));
            });
        }
        return graded.all();
    }
}
