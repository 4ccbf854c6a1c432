package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.Project;
import mqttlab.lab.grading.CourseBroker;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.JsonReport;
import mqttlab.lab.report.StageOverview;
import mqttlab.lab.report.TextReport;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.lab.starter.Git;
import mqttlab.lab.submission.WorkingCopy;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "check", mixinStandardHelpOptions = true, description = {"Grades the code in this checkout.",
    "With nothing behind it, it says how far you are, by the last check of each lab and stage, and what comes next."})
public final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB",
            description = "Such as 01, or broker for the broker from scratch; all labs if there are only options.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "STAGE",
            description = "Of the broker, such as 02. Without it, you see how far you are with all of them.")
    private String stage;

    @Option(names = "--target", paramLabel = "tcp://HOST:PORT", converter = TargetConverter.class,
            description = "Checks a broker that is running already, in whatever language it is written.")
    private TargetBroker target;

    @Option(names = "--solution", description = "Checks the solution instead of your code.")
    private boolean solution;

    @Mixin
    private BrokerOption broker;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON, too.")
    private Path json;

    @Option(names = "--seed", paramLabel = "N", description = "Plays a run again: a failure says its seed.")
    private Long seed;

    @Option(names = "--task", paramLabel = "N", description = "Runs the checks of this task of the handout.")
    private Integer task;

    @Option(names = "--only", paramLabel = "CHECK", split = "\\s*,\\s*", splitSynopsisLabel = ",",
            description = "Runs these checks alone; several with commas, or the option several times.")
    private Set<String> only = Set.of();

    @Option(names = "--watch", description = "Checks again whenever a source file changes, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        if (spec.commandLine().getParseResult().matchedArgs().isEmpty()) {
            return new Board(main).show();
        }
        List<LabDefinition> labs = wanted();
        List<Path> folders = labs.stream().map(each -> project(each).folder().resolve("src/main")).toList();
        try (SourceWatch sources = watch ? SourceWatch.of(folders) : null) {
            int status = check(labs);
            while (sources != null) {
                main.out().println("Watching for changes; Ctrl-C ends.");
                main.out().flush();
                sources.awaitChange();
                status = check(labs);
            }
            return status;
        }
    }

    private List<LabDefinition> wanted() {
        Optional<Track> track = staged();
        if (track.isEmpty() && (stage != null || target != null)) {
            throw new BadInput("only the broker has stages and can be a --target: lab check broker 02");
        }
        if (target != null && stage == null) {
            throw new BadInput("which stage is --target to be checked for? Such as: lab check broker 02 --target "
                    + target.description());
        }
        if (track.isPresent() && stage == null && task != null) {
            throw new BadInput("of which stage is --task %d? Such as: lab check broker 02 --task %<d".formatted(task));
        }
        if (track.isPresent()) {
            List<LabDefinition> stages = stage == null ? main.checkout().all(track.get())
                    : List.of(main.checkout().stage(stage));
            if (target != null && stages.getFirst().kind() != LabDefinition.Kind.BROKER) {
                throw new BadInput(stages.getFirst().id()
                        + " checks functions, not a broker: --target is for a stage that checks one");
            }
            return stages;
        }
        if (lab == null && task != null) {
            throw new BadInput("of which lab is --task %d? Such as: lab check 01 --task %<d".formatted(task));
        }
        return lab == null ? main.checkout().labs() : List.of(main.checkout().lab(lab));
    }

    /** Named by a word, and not by a number: then it has stages. */
    private Optional<Track> staged() {
        return Optional.ofNullable(lab).flatMap(Track::named);
    }

    private int check(List<LabDefinition> labs) {
        if (Git.hasChanged(main.checkout().root().resolve("labs/contracts"))) {
            main.err().println("lab: labs/contracts has changed; what you hand in is graded with the course's own. "
                    + "Get it back: git checkout labs/contracts");
            main.err().flush();
        }
        boolean withRealBroker = labs.stream().anyMatch(each -> each.kind() == LabDefinition.Kind.CLIENT);
        CompletableFuture<Brokers> brokers = withRealBroker ? broker.open() : CompletableFuture.failedFuture(
                new IllegalStateException("no lab was asked for"));
        try {
            List<LabResult> results = new ArrayList<>();
            boolean overview = staged().isPresent() && stage == null;
            StageOverview stages = new StageOverview(main.out(), main::styled);
            for (LabDefinition each : labs) {
                LabResult result = check(each, brokers);
                if (overview) {
                    stages.write(result);
                } else {
                    new TextReport(main.out(), main::styled, again(each)).write(result);
                    sayWhatIsNotTried();
                }
                results.add(result);
            }
            if (overview) {
                stages.writeNext(results);
            }
            return finish(results);
        } finally {
            brokers.thenAccept(Brokers::close).exceptionally(failed -> null).join();
        }
    }

    /** Of a broker that others have started: the checks that ask for a heap of their own run all the same, and show less. */
    private void sayWhatIsNotTried() {
        if (target != null) {
            main.out().println("Its memory is not bounded here, and it is not started anew for a check: see lab read broker.");
            main.out().flush();
        }
    }

    private LabResult check(LabDefinition each, CompletableFuture<Brokers> brokers) {
        LabGrading grading = new LabGrading(each, chosen(each), seed == null ? Setup.randomSeed() : seed, 1,
                CourseBroker.of(main.checkout(), each));
        try (Progress progress = new Progress(main.err(), "Checking " + each.called())) {
            if (target != null) {
                return grading.grade(target, progress::count);
            }
            CompiledOnce code = CompiledOnce.of(solution ? project(each) : handedIn(each));
            return grading.grade(code::compile, code.classes(), brokers, progress::count);
        }
    }

    /** Ids of checks; empty for all. */
    private Set<String> chosen(LabDefinition each) {
        if (task == null) {
            return only;
        }
        List<Check> all = new CheckRun(each.suite(), Set.of()).checks();
        Set<String> chosen = new TreeSet<>(only);
        all.stream().filter(check -> check.task() == task).map(Check::id).forEach(chosen::add);
        if (chosen.size() == only.size()) {
            throw new BadInput("%s has no task %d: its tasks are 1 to %d".formatted(each.called(), task,
                    all.stream().mapToInt(Check::task).max().orElse(0)));
        }
        return chosen;
    }

    private int finish(List<LabResult> results) {
        JsonReport report = JsonReport.of(results);
        if (json != null) {
            report.write(json);
        }
        if (!solution && target == null && only.isEmpty() && task == null) {
            results.forEach(LastResult::keep);
        }
        if (results.stream().anyMatch(result -> !result.isConclusive())) {
            return ExitStatus.USAGE_OR_INFRASTRUCTURE;
        }
        return report.points() == report.total() ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    /** What would be handed in, and no more. */
    private Project handedIn(LabDefinition each) {
        WorkingCopy copy = WorkingCopy.of(each);
        int others = copy.leftOut().size() - 1;
        if (others >= 0) {
            main.err().println("lab: left out, as it would not be handed in: " + copy.leftOut().getFirst()
                    + (others > 0 ? " (and %d more)".formatted(others) : ""));
            main.err().flush();
        }
        return copy.project();
    }

    private Project project(LabDefinition each) {
        return solution ? Snapshot.solved(main.checkout(), each) : new Project(each.folder(), each.libraries());
    }

    private String again(LabDefinition each) {
        return "./lab check " + each.id() + (solution ? " --solution" : "")
                + (target != null ? " --target " + target.description() : "");
    }
}
