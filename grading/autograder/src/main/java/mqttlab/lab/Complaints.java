package mqttlab.lab;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.testkit.InfrastructureException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when a command cannot do its work: one line on stderr, and never a stack trace unless one was asked for. */
record Complaints(boolean withStackTrace) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        say(command, wording(e));
        say(command, "'" + command.getCommandSpec().qualifiedName() + " --help' says what it takes");
        return ExitStatus.USAGE_OR_INFRASTRUCTURE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return about(e, command);
    }

    int about(Throwable thrown, CommandLine command) {
        switch (thrown) {
            case BadInput e -> say(command, e.getMessage());
            case InfrastructureException e -> say(command, e.getMessage());
            default -> say(command, "this should not have happened: " + thrown
                    + (withStackTrace ? "" : " (set LAB_DEBUG=1 for the stack trace)"));
        }
        if (withStackTrace) {
            thrown.printStackTrace(command.getErr());
        }
        return ExitStatus.USAGE_OR_INFRASTRUCTURE;
    }

    private static void say(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText("lab: " + message));
        command.getErr().flush();
    }

    private static String wording(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
                && e.getCommandLine().getParent() == null) {
            return "there is no command '" + unmatched.getUnmatched().getFirst() + "'" + meant(unmatched)
                    + "; there are: " + commands(e.getCommandLine());
        }
        return e.getMessage();
    }

    private static String meant(UnmatchedArgumentException e) {
        List<String> similar = e.getSuggestions();
        return similar.isEmpty() ? "" : " (did you mean '" + similar.getFirst() + "'?)";
    }

    private static String commands(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(each -> each.getKey())
                .collect(Collectors.joining(", "));
    }
}
