package mqttlab.lab.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.demo.Demos;
import mqttlab.lab.demo.Language;
import mqttlab.lab.demo.Lecturer;
import mqttlab.lab.demo.Pause;
import mqttlab.lab.demo.Playing;
import mqttlab.lab.demo.TerminalSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Plays a walkthrough for a lecture against a real broker, a step whenever Enter is pressed. "
                + "Without a number, lists them.")
public final class DemoCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NN", description = "Such as 01.")
    private String number;

    @Option(names = "--list", description = "Lists the steps of the demo, by number and name, instead of playing it.")
    private boolean list;

    @Option(names = "--from", paramLabel = "STEP",
            description = "Begins at this step, by name or number. Those before it are played unseen: what they leave is needed.")
    private String from;

    @Mixin
    private BrokerOption broker;

    @Option(names = "--auto", description = "Goes on without waiting for Enter.")
    private boolean auto;

    @Option(names = "--pace", paramLabel = "SECONDS",
            description = "Plays by itself, with a pause before a step happens, to think, and one behind it, to read.")
    private String pace;

    @Option(names = "--language", paramLabel = "LANGUAGE", defaultValue = "en",
            description = "en or es (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(names = "--record", paramLabel = "DIR", description = "Writes what each step shows to files, for slides.")
    private Path record;

    @Override
    public Integer call() {
        Demos demos = new Demos(main.checkout());
        Language spoken = Language.named(language);
        if (number == null) {
            demos.list(main.out(), spoken);
            return ExitStatus.GOOD;
        }
        if (list) {
            demos.listSteps(number, main.out(), spoken);
            return ExitStatus.GOOD;
        }
        if (from != null && record != null) {
            throw new BadInput("what slides include is a whole demo: --record does not go with --from");
        }
        Pause pause = pace == null ? Pause.NONE : Pause.ofSeconds(pace);
        Optional<Lecturer> lecturer = auto || pace != null ? Optional.empty() : Optional.of(lecturer());
        Optional<TerminalSize> terminal = lecturer.isPresent() || pace != null ? TerminalSize.here() : Optional.empty();
        demos.play(new Playing(number, spoken, Optional.ofNullable(from), lecturer, pause, terminal, Optional.ofNullable(record)),
                main.out(), main::styled, broker::openNow);
        return ExitStatus.GOOD;
    }

    /** There is a console only where both the keys and the screen are a terminal's. */
    private static Lecturer lecturer() {
        return new Lecturer(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                System.console() != null);
    }
}
