package mqttlab.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.contender.LineUp;
import mqttlab.bench.report.Plot;
import mqttlab.bench.report.ResultFiles;
import mqttlab.bench.report.Results;
import mqttlab.bench.workload.Workload;
import mqttlab.bench.workload.Workloads;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "lab bench", mixinStandardHelpOptions = true, description = {"Puts the same load on several brokers in one run.",
    "Exit status 0; 1 when a broker lost, repeated or reordered messages; 2 when something is missing."})
public final class Main implements Callable<Integer> {

    private static final int SPOILT = 1;
    private static final int USAGE_OR_INFRASTRUCTURE = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = {"-b", "--brokers"}, split = ",", paramLabel = "NAME",
            description = "mosquitto, reference, moquette, hivemq, tcp://HOST:PORT "
                    + "(default: the four that have names, if they are here).")
    private List<String> brokers = List.of();

    @Option(names = {"-w", "--workloads"}, split = ",", paramLabel = "NAME",
            description = "Of those that --list names (default: all).")
    private List<String> workloads = List.of();

    @Option(names = {"-r", "--rounds"}, paramLabel = "N", defaultValue = "10",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = {"-s", "--seconds"}, paramLabel = "N", defaultValue = "2",
            description = "How long a load lasts, such as 0.5 (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--warmup", paramLabel = "N", defaultValue = "10",
            description = "Seconds of the same load before a broker's first measurement (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every measurement.")
    private Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws the ratios of messages per CPU second, as .svg or .png.")
    private Path plot;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes bench.txt, bench.json and bench.svg there.")
    private Path folder;

    @Option(names = "--list", description = "Lists the workloads, and measures nothing.")
    private boolean list;

    public static void main(String[] args) {
        JavaCommand.settle();
        endWithParent();
        System.exit(commandLine().execute(args));
    }

    /** The course tool may be killed in a way that gives it no time to end us. */
    private static void endWithParent() {
        Optional.ofNullable(System.getProperty("lab.pid")).map(Long::valueOf).flatMap(ProcessHandle::of)
                .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(USAGE_OR_INFRASTRUCTURE)));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpWidth(100).setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof InfrastructureException) {
                command.getErr().println("lab bench: " + e.getMessage());
                return USAGE_OR_INFRASTRUCTURE;
            }
            throw e;
        }).setExitCodeExceptionMapper(e -> USAGE_OR_INFRASTRUCTURE);
    }

    @Override
    public Integer call() {
        if (list) {
            Workloads.all().forEach(each -> out().printf("%-14s %s%n", each.name(), each.title()));
            return 0;
        }
        requireSense();
        Plan plan = plan();
        Results results;
        try (ProgressLine progress = new ProgressLine(err()); Bench bench = new Bench(plan, progress::show)) {
            results = bench.run();
        }
        ResultFiles files = new ResultFiles(results, plan.contenders());
        out().print(files.text());
        out().flush();
        writeFiles(files);
        return results.isSpoilt() ? SPOILT : 0;
    }

    private void writeFiles(ResultFiles files) {
        if (folder != null) {
            files.writeText(folder.resolve("bench.txt"));
            files.writeJson(folder.resolve("bench.json"));
            draw(files, folder.resolve("bench.svg"));
        }
        if (json != null) {
            files.writeJson(json);
        }
        if (plot != null) {
            draw(files, plot);
        }
    }

    private void draw(ResultFiles files, Path file) {
        if (!files.writePlot(file)) {
            err().println("lab bench: " + file + " is not drawn: "
                    + "no broker has messages per CPU second to be compared to mosquitto's");
        }
    }

    private Plan plan() {
        Path course = Path.of(System.getProperty("lab.home", "."));
        List<Contender> contenders = brokers.isEmpty() ? LineUp.present(course, what -> err().println("lab bench: " + what))
                : LineUp.asked(brokers, course);
        err().flush();
        List<Workload> wanted = workloads.isEmpty() ? Workloads.all() : Workloads.named(workloads);
        return new Plan(contenders, wanted, rounds, duration(seconds), duration(warmUp));
    }

    private void requireSense() {
        if (rounds < 1 || rounds > 100) {
            throw new InfrastructureException("--rounds must be from 1 to 100, and not " + rounds);
        }
        if (seconds < 0.1 || seconds > 600 || warmUp < 0 || warmUp > 600) {
            throw new InfrastructureException("--seconds must be from 0.1 to 600, and --warmup from 0 to 600");
        }
        if (plot != null && !Plot.knows(plot)) {
            throw new InfrastructureException("--plot must end in .svg or .png, and not be " + plot);
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
