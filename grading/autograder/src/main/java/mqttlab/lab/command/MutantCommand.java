package mqttlab.lab.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Mutant;
import mqttlab.lab.mutant.Sources;
import mqttlab.lab.report.TextReport;
import mqttlab.testkit.Count;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "mutant", mixinStandardHelpOptions = true, description = {
    "For authors: grades a solution with a mistake in it, one of grading/mutants.",
    "You see what a student would, and whether the checks make of it what the list says.",
    "Exit status: 0 as stated, 1 not as stated (with --only: something lost), 2 usage or infrastructure."})
public final class MutantCommand implements Callable<Integer> {

    private static final int LINES_AROUND = 3;

    @ParentCommand
    private Main main;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME",
            description = "Such as published-with-qos-0; without it, all are listed.")
    private String name;

    @Option(names = "--diff", description = "Shows what differs from the solution, and grades nothing.")
    private boolean diff;

    @Mixin
    private BrokerOption broker;

    @Option(names = "--seed", paramLabel = "N", description = "Plays a run again: a failure says its seed.")
    private Long seed;

    @Option(names = "--only", paramLabel = "CHECK", split = "\\s*,\\s*", splitSynopsisLabel = ",",
            description = "Runs these checks alone; whether all is as stated is not said then.")
    private Set<String> only = Set.of();

    @Override
    public Integer call() {
        if (name == null) {
            Mutant.all(main.checkout()).forEach(each ->
                    main.out().printf("%s/%s: %s%n", each.lab().name(), each.name(), each.mistake()));
            return ExitStatus.GOOD;
        }
        Mutant mutant = Mutant.named(main.checkout(), name);
        return diff ? show(mutant) : grade(mutant);
    }

    private int show(Mutant mutant) {
        Sources solution = Sources.solution(main.checkout(), mutant.lab());
        Sources spoilt = mutant.spoil(solution);
        for (Path file : mutant.files()) {
            List<String> before = solution.text(file).lines().toList();
            UnifiedDiffUtils.generateUnifiedDiff("solution/" + file, "mutant/" + file, before,
                    DiffUtils.diff(before, spoilt.text(file).lines().toList()), LINES_AROUND).forEach(main.out()::println);
        }
        main.out().printf("%n%s%nTo fail: %s%nTo be left: %s%n", mutant.mistake(), String.join(", ", mutant.fails()),
                Count.of(mutant.score(), "point"));
        return ExitStatus.GOOD;
    }

    private int grade(Mutant mutant) {
        LabResult result = result(mutant);
        new TextReport(main.out(), main::styled, "./lab mutant " + mutant.name()).write(result);
        main.out().printf("%n%s%n", mutant.mistake());
        if (!only.isEmpty()) {
            main.out().println("Without --only you see whether all is as stated.");
            return result.points() == result.total() ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
        }
        List<String> surprises = Expectation.of(mutant).surprises(result);
        if (surprises.isEmpty()) {
            main.out().println("As stated: no others fail than " + String.join(", ", mutant.fails()) + ".");
            return ExitStatus.GOOD;
        }
        main.out().println("Not as stated:");
        surprises.forEach(each -> main.out().println("  " + each));
        return ExitStatus.SOMETHING_LOST;
    }

    private LabResult result(Mutant mutant) {
        CompletableFuture<Brokers> brokers = mutant.lab().kind() == Kind.CLIENT ? broker.open()
                : CompletableFuture.failedFuture(new IllegalStateException("a stage needs no real broker"));
        Path folder = temporary();
        try (Progress progress = new Progress(main.err(), "Checking " + mutant.name())) {
            Code solution = new Code(Sources.solution(main.checkout(), mutant.lab()), folder.resolve("solution"),
                    mutant.lab().libraries());
            LabGrading grading = new LabGrading(mutant.lab(), only, seed == null ? Setup.randomSeed() : seed, 1, mutant.fails(),
                    Optional.empty());
            return solution.grade(mutant.spoil(solution.sources()), folder.resolve("mutant"), grading, brokers, progress::count);
        } finally {
            brokers.thenAccept(Brokers::close).exceptionally(failed -> null).join();
            new OutputFolder(folder).deleteIfPossible();
        }
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("lab-");
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to the folder of temporary files: " + e.getMessage(), e);
        }
    }
}
