package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.Project;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.JsonReport;
import mqttlab.lab.report.TextReport;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Grades the code in this checkout.")
public final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB", description = "Such as 01; all labs if there is none.")
    private String lab;

    @Option(names = "--solution", description = "Checks the solution instead of your code.")
    private boolean solution;

    @Mixin
    private BrokerOption broker;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON, too.")
    private Path json;

    @Option(names = "--seed", paramLabel = "N", description = "Plays a run again: a failure says its seed.")
    private Long seed;

    @Option(names = "--only", paramLabel = "CHECK", split = ",",
            description = "Runs these checks alone; several with commas, or the option several times.")
    private Set<String> only = Set.of();

    @Option(names = "--watch", description = "Checks again whenever a source file changes, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        List<LabDefinition> labs = lab == null ? main.checkout().labs() : List.of(main.checkout().lab(lab));
        try (SourceWatch sources = watch ? SourceWatch.of(labs.stream().map(this::folder).toList()) : null) {
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

    private int check(List<LabDefinition> labs) {
        CompletableFuture<Brokers> brokers = broker.open();
        try {
            List<LabResult> results = new ArrayList<>();
            for (LabDefinition each : labs) {
                LabResult result = check(each, brokers);
                new TextReport(main.out(), main::styled, again(each)).write(result);
                results.add(result);
            }
            return finish(results);
        } finally {
            brokers.thenAccept(Brokers::close).exceptionally(failed -> null).join();
        }
    }

    private LabResult check(LabDefinition each, CompletableFuture<Brokers> brokers) {
        CompiledOnce code = CompiledOnce.of(new Project(folder(each)));
        try (Progress progress = new Progress(main.err(), "Checking lab " + each.id())) {
            return new LabGrading(each, only, seed == null ? Setup.randomSeed() : seed, 1)
                    .grade(code::compile, code.classes(), brokers, progress::count);
        }
    }

    private int finish(List<LabResult> results) {
        JsonReport report = JsonReport.of(results);
        if (json != null) {
            report.write(json);
        }
        if (!solution && only.isEmpty()) {
            results.forEach(result -> JsonReport.of(List.of(result)).write(LastResult.file(result.lab())));
        }
        if (results.stream().anyMatch(result -> !result.isConclusive())) {
            return ExitStatus.USAGE_OR_INFRASTRUCTURE;
        }
        return report.points() == report.total() ? ExitStatus.GOOD : ExitStatus.SOMETHING_LOST;
    }

    private Path folder(LabDefinition each) {
        return solution ? each.solution() : each.folder();
    }

    private String again(LabDefinition each) {
        return "./lab check " + each.id() + (solution ? " --solution" : "");
    }
}
