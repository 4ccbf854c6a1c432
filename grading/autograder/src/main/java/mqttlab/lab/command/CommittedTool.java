package mqttlab.lab.command;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Pristine;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.testkit.student.Jars;
import picocli.CommandLine.Model.CommandSpec;

/** The suites and contracts, too, are those that were committed: the launcher there builds its own tool when it must. */
final class CommittedTool {

    private CommittedTool() {
    }

    /** What is to run instead of this tool; empty if it is the one that was committed. */
    static Optional<ForegroundProgram> insteadOf(Main main, CommandSpec spec, Pristine pristine) {
        if (!pristine.isCopy() || !isPackaged() || Pristine.isToolOf(main.checkout().root())) {
            return Optional.empty();
        }
        main.err().println("lab: contracts, suites or tool have been changed here; grading with those that were committed");
        main.err().flush();
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", pristine.root().resolve("lab.cmd").toString())
                : List.of("sh", pristine.root().resolve("lab").toString()));
        command.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
        return Optional.of(new ForegroundProgram("the tool as committed", command));
    }

    /** Not in an IDE, or in a test, which try out what is being written. */
    private static boolean isPackaged() {
        return Files.isRegularFile(Jars.of(Main.class));
    }
}
