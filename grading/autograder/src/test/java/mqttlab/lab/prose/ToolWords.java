package mqttlab.lab.prose;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;

/** The commands of the course tool, and the options that they have. */
final class ToolWords {

    private static final Pattern OPTION = Pattern.compile("--[a-z]+");
    private static final Pattern COMMAND = Pattern.compile("[a-z]+");

    private ToolWords() {
    }

    /** What the tool's help does not have of a line such as {@code check 01 --seed N}. */
    static List<String> unknown(String line) {
        String home = ThisCheckout.root().toString();
        String command = line.split(" ")[0];
        Ran help = COMMAND.matcher(command).matches() ? Ran.lab(home, command, "--help") : Ran.lab(home, "--help");
        if (help.status() != 0) {
            return List.of(command);
        }
        return OPTION.matcher(line).results().map(MatchResult::group)
                .filter(option -> !Pattern.compile(option + "\\b").matcher(help.out()).find()).toList();
    }
}
