package mqttlab.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.command.BenchCommand;
import mqttlab.lab.command.BrokerCommand;
import mqttlab.lab.command.CheckCommand;
import mqttlab.lab.command.DemoCommand;
import mqttlab.lab.command.DiffCommand;
import mqttlab.lab.command.DoctorCommand;
import mqttlab.lab.command.ExplainCommand;
import mqttlab.lab.command.GradeCommand;
import mqttlab.lab.command.HintCommand;
import mqttlab.lab.command.ListCommand;
import mqttlab.lab.command.MergeCommand;
import mqttlab.lab.command.MutantCommand;
import mqttlab.lab.command.PageCommand;
import mqttlab.lab.command.ReadCommand;
import mqttlab.lab.command.RunCommand;
import mqttlab.lab.command.SlidesCommand;
import mqttlab.lab.command.SnapshotCommand;
import mqttlab.lab.command.SoakCommand;
import mqttlab.lab.command.SyncCommand;
import mqttlab.lab.command.WarmUpCommand;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The course tool. A command asks it for the checkout that it works on, and for where to write. */
@Command(name = "lab", mixinStandardHelpOptions = true, versionProvider = ToolVersion.class,
        description = "The course tool of the MQTT labs.", synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "'lab COMMAND --help' says more about a command.",
            "Exit status: 0 all points, 1 something was lost, 2 usage or infrastructure."},
        subcommands = {CheckCommand.class, ListCommand.class, ReadCommand.class, HintCommand.class, ExplainCommand.class,
            RunCommand.class, GradeCommand.class, MergeCommand.class, DiffCommand.class, BrokerCommand.class, PageCommand.class,
            BenchCommand.class, SlidesCommand.class, DemoCommand.class, SyncCommand.class, SnapshotCommand.class,
            MutantCommand.class, SoakCommand.class, DoctorCommand.class, WarmUpCommand.class})
public final class Main implements Runnable {

    private final String home;

    @Spec
    private CommandSpec spec;

    Main(String home) {
        this.home = home;
    }

    public static void main(String[] args) {
        JavaCommand.settle();
        CommandLine commandLine = commandLine(System.getProperty("lab.home"), System.getenv());
        System.exit(execute(commandLine, args));
    }

    static CommandLine commandLine(String home, Map<String, String> environment) {
        Complaints complaints = new Complaints(environment.containsKey("LAB_DEBUG"));
        CommandLine commandLine = new CommandLine(new Main(home)).addSubcommand(new HelpCommand());
        // 'lab help' is what many type first; it need not be said next to --help.
        commandLine.getSubcommands().get("help").getCommandSpec().usageMessage().hidden(true);
        return commandLine
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints)
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours(environment)))
                .setUsageHelpWidth(100);
    }

    /** Whether to use colours is picocli's to find out, but it does not ask what the terminal is. */
    private static Ansi colours(Map<String, String> environment) {
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        return forced || Terminal.understandsEscapes(environment) ? Ansi.AUTO : Ansi.OFF;
    }

    /** Picocli hands exceptions to the handlers, but lets errors through. */
    static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return ((Complaints) commandLine.getExecutionExceptionHandler()).about(e, commandLine);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The course that the launcher belongs to. */
    public Checkout checkout() {
        if (home == null) {
            throw new BadInput("the tool does not know where the course is: start it with the launcher ./lab");
        }
        return Checkout.at(Path.of(home));
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Text with picocli's markup, such as {@code @|green ok|@}, in colour where that is wanted and readable. */
    public String styled(String markup) {
        return spec.commandLine().getColorScheme().ansi().string(markup);
    }
}
