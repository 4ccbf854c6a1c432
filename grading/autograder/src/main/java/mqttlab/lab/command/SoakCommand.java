package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Sources;
import mqttlab.lab.report.TextReport;
import mqttlab.lab.snapshot.Snapshot;
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

    @Parameters(arity = "1..2", paramLabel = "LAB", description = "Such as 01, broker 02, broker for all stages, or all.")
    private List<String> words;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "20", description = "Of each lab (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--load", paramLabel = "N", description = "Threads that keep the machine busy (default: one per processor).")
    private int load = Runtime.getRuntime().availableProcessors();

    @Option(names = "--after", paramLabel = "STAGE",
            description = "Takes the broker as it is after this stage (default: the one that is judged): "
                    + "another design, as right.")
    private String after;

    @Mixin
    private BrokerOption broker;

    @Override
    public Integer call() {
        List<LabDefinition> labs = wanted();
        if (runs < 1 || load < 0) {
            throw new BadInput("--runs must be 1 or more, and --load 0 or more");
        }
        Path folder = MutantCommand.temporary();
        try (Brokers brokers = labs.stream().anyMatch(each -> each.kind() == Kind.CLIENT) ? broker.openNow() : Brokers.none();
                Load busy = new Load(load)) {
            busy.start();
            int wrong = 0;
            for (LabDefinition each : labs) {
                wrong += soak(each, new Code(solution(each), folder.resolve(each.name()), each.libraries()), brokers);
            }
            return wrong == 0 ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
        } finally {
            new OutputFolder(folder).deleteIfPossible();
        }
    }

    private List<LabDefinition> wanted() {
        Checkout checkout = main.checkout();
        return words.equals(List.of("all")) ? checkout.all() : checkout.named(String.join(" ", words));
    }

    private Sources solution(LabDefinition lab) {
        if (after == null) {
            return Sources.solution(main.checkout(), lab);
        }
        Snapshot snapshot = Snapshot.of(main.checkout(), after);
        if (lab.track() != Track.BROKER || snapshot.stage().compareTo(lab.slug()) < 0) {
            throw new BadInput("--after %s is no broker for %s: give a stage of the broker, and it or a later one"
                    .formatted(after, lab.id()));
        }
        return new Sources(snapshot.files());
    }

    /** How many runs were wrong. Each is written at once: a long soak may be broken off. */
    private int soak(LabDefinition each, Code solution, Brokers brokers) {
        int wrong = 0;
        try (Progress progress = new Progress(main.err(), "Soaking " + each.id())) {
            for (int run = 1; run <= runs; run++) {
                progress.show(": run %d of %d, %d wrong".formatted(run, runs, wrong));
                LabResult result = solution.grade(new LabGrading(each, Set.of(), Setup.randomSeed(), 1),
                        CompletableFuture.completedFuture(brokers), check -> { });
                if (!surprises(result).isEmpty()) {
                    wrong++;
                    progress.clear();
                    report(result);
                }
            }
        }
        main.out().printf("%s: %d of %d runs wrong%n", each.name(), wrong, runs);
        main.out().flush();
        return wrong;
    }

    private static List<String> surprises(LabResult result) {
        return Expectation.everything(result).surprises(result);
    }

    private void report(LabResult result) {
        main.out().printf("Seed %d: %s%n%n", result.seed(), String.join("; ", surprises(result)));
        new TextReport(main.out(), main::styled, "./lab check %s --solution".formatted(result.lab().id())).write(result);
        main.out().flush();
    }
}
