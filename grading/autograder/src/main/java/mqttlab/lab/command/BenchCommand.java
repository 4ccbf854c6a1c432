package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.Main;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.lab.compile.MavenBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/**
 * The bench is a program with libraries that nobody else needs. This builds it when it must and hands over to it, with all
 * arguments: {@code grading/bench} has the options, and a test that they are listed here.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisHeading = "Usage: lab bench [OPTIONS]%n", customSynopsis = "",
        description = "Puts the same load on several brokers in one run, and compares them.",
        footer = {"", "Options of the bench:",
            "  -b, --brokers=NAME,...    mosquitto, reference, moquette, hivemq, tcp://HOST:PORT",
            "  -w, --workloads=NAME,...  of those that --list names",
            "  -r, --rounds=N            how often each is measured",
            "  -s, --seconds=N           how long a load lasts, such as 0.5",
            "      --warmup=N            seconds of the same load before a broker's first measurement",
            "      --json=FILE           writes every measurement",
            "      --plot=FILE           draws the ratios, as .svg or .png",
            "      --out=DIR             writes table, results and plot there",
            "      --list                lists the workloads, and measures nothing",
            "", "Exit status: 0; 1 a broker lost, repeated or reordered messages; 2 usage or infrastructure."})
public final class BenchCommand implements Callable<Integer> {

    private static final List<String> PARTS = List.of("grading/testkit", "grading/bench", "grading/bench/hivemq",
            "solutions/broker");
    private static final Path BENCH = Path.of("grading", "bench", "target", "bench");

    @ParentCommand
    private Main main;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        Path root = main.checkout().root();
        MavenBuild build = new MavenBuild(root, PARTS.stream().map(root::resolve).flatMap(MavenBuild::module).toList(),
                root.resolve(BENCH).resolve("built"));
        if (!build.isUpToDate()) {
            main.err().println("Building the bench ...");
            main.err().flush();
            build.run("grading/bench,grading/bench/hivemq");
        }
        List<String> options = List.of("-Dlab.home=" + root, "-Dlab.pid=" + ProcessHandle.current().pid());
        List<String> command = new ArrayList<>(ForegroundProgram.java(options));
        command.addAll(List.of("-jar", root.resolve(BENCH).resolve("bench.jar").toString()));
        command.addAll(arguments);
        return new ForegroundProgram("the bench", command).run();
    }
}
