package mqttlab.lab.marker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a comment {@code // lab:…} in a solution says. */
public sealed interface Marker {

    /** Begins what a student has to write. Quietly: without it, the starter does nothing there, and does not complain. */
    record Task(int number, boolean quietly, String message) implements Marker {
    }

    /** Begins what a student does not get to see. */
    record Hide() implements Marker {
    }

    /** A line that only the starter has. */
    record Given(String code) implements Marker {
    }

    /** Begins what comes with a stage of the broker. */
    record Stage(int number) implements Marker {
    }

    /** A line that there is only before a stage of the broker. */
    record Until(int stage, String code) implements Marker {
    }

    /** Ends what the last task, hide or stage has begun. */
    record End() implements Marker {
    }

    Pattern LINE = Pattern.compile("\\s*// lab:(\\w+)(?: (.*))?");
    Pattern ANYWHERE = Pattern.compile("//\\s*lab:");
    Pattern UNTIL = Pattern.compile("(\\d\\d) (.*)");
    Pattern TASK = Pattern.compile("(\\d+)( quietly)? (\\S.*)");

    /** The marker that a line is, if it is one. */
    static Optional<Marker> of(Position position, String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            return Optional.of(of(position, matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        if (ANYWHERE.matcher(line).find()) {
            throw position.wrong("a marker is a line of its own, such as '// lab:end'");
        }
        return Optional.empty();
    }

    private static Marker of(Position position, String word, String rest) {
        if (!rest.isEmpty() && (word.equals("hide") || word.equals("end"))) {
            throw position.wrong("nothing follows 'lab:" + word + "', but there is '" + rest + "'");
        }
        return switch (word) {
            case "task" -> task(position, rest);
            case "hide" -> new Hide();
            case "starter" -> new Given(rest);
            case "stage" -> stage(position, rest);
            case "until" -> until(position, rest);
            case "end" -> new End();
            default -> throw position.wrong("there is no marker 'lab:" + word
                    + "', only task, hide, starter, stage, until and end");
        };
    }

    private static Task task(Position position, String rest) {
        Matcher matcher = TASK.matcher(rest);
        if (!matcher.matches() || matcher.group(3).equals("quietly")) {
            throw position.wrong("a task has a number and a message: '// lab:task 1 Connect to the broker'");
        }
        return new Task(Integer.parseInt(matcher.group(1)), matcher.group(2) != null, matcher.group(3));
    }

    private static Stage stage(Position position, String rest) {
        if (!rest.matches("\\d\\d")) {
            throw position.wrong("a stage has a number, and nothing follows it: '// lab:stage 02'");
        }
        return new Stage(Integer.parseInt(rest));
    }

    private static Until until(Position position, String rest) {
        Matcher matcher = UNTIL.matcher(rest);
        if (!matcher.matches()) {
            throw position.wrong("a line that goes has the number of a stage, and its code: '// lab:until 02 return;'");
        }
        return new Until(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }
}
