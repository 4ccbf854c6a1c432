package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Sources;
import mqttlab.lab.report.TextReport;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "soak", mixinStandardHelpOptions = true, description = {
    "For authors: grades a solution again and again on a busy machine, and reports each run that does not have all points.",
    "Exit status: 0 all points each time, 1 not, 2 usage or infrastructure."})
public final class SoakCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as 01, broker, or all.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "STAGE", description = "Of the broker, such as 02; all stages if there is none.")
    private String stage;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "20", description = "Of each lab (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--load", paramLabel = "N", description = "Threads that keep the machine busy (default: one per processor).")
    private int load = Runtime.getRuntime().availableProcessors();

    @Mixin
    private BrokerOption broker;

    @Override
    public Integer call() {
        List<LabDefinition> labs = wanted();
        if (runs < 1 || load < 0) {
            throw new BadInput("--runs must be 1 or more, and --load 0 or more");
        }
        Path folder = MutantCommand.temporary();
        try (Brokers brokers = labs.stream().anyMatch(each -> each.kind() == Kind.LAB) ? broker.openNow() : Brokers.none();
                Load busy = new Load(load)) {
            busy.start();
            int wrong = 0;
            for (LabDefinition each : labs) {
                wrong += soak(each, new Code(Sources.solution(main.checkout(), each), folder.resolve(each.name())), brokers);
            }
            return wrong == 0 ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
        } finally {
            new OutputFolder(folder).deleteIfPossible();
        }
    }

    private List<LabDefinition> wanted() {
        Checkout checkout = main.checkout();
        if (!lab.equals("broker") && stage != null) {
            throw new BadInput("only the broker has stages: lab soak broker 02");
        }
        return switch (lab) {
            case "all" -> Stream.concat(checkout.labs().stream(), checkout.stages().stream()).toList();
            case "broker" -> stage == null ? checkout.stages() : List.of(checkout.stage(stage));
            default -> List.of(checkout.lab(lab));
        };
    }

    /** How many runs were wrong. */
    private int soak(LabDefinition each, Code solution, Brokers brokers) {
        List<LabResult> wrong = new ArrayList<>();
        try (Progress progress = new Progress(main.err(), "Soaking " + each.id())) {
            for (int run = 1; run <= runs; run++) {
                progress.show(": run %d of %d, %d wrong".formatted(run, runs, wrong.size()));
                LabResult result = solution.grade(new LabGrading(each, Set.of(), Setup.randomSeed(), 1),
                        CompletableFuture.completedFuture(brokers), check -> { });
                if (!surprises(result).isEmpty()) {
                    wrong.add(result);
                }
            }
        }
        wrong.forEach(this::report);
        main.out().printf("%s: %d of %d runs wrong%n", each.name(), wrong.size(), runs);
        main.out().flush();
        return wrong.size();
    }

    private static List<String> surprises(LabResult result) {
        return new Expectation(Set.of(), result.total()).surprises(result);
    }

    private void report(LabResult result) {
        main.out().printf("Seed %d: %s%n%n", result.seed(), String.join("; ", surprises(result)));
        new TextReport(main.out(), main::styled, "./lab check %s --solution --seed %d".formatted(result.lab().id(), result.seed()))
                .write(result);
    }
}
