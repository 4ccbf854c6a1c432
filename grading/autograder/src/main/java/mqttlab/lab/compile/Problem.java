package mqttlab.lab.compile;

/**
 * Something that the compiler has to say.
 *
 * @param file    the source's name, empty when it is about no file in particular
 * @param line    from 1; 0 when it is about no line in particular
 * @param column  from 1; 0 when it is about no column in particular
 * @param excerpt the source line, and under it a caret at the column; empty without a line
 */
public record Problem(Kind kind, String file, long line, long column, String message, String excerpt) {

    /** Only an error keeps code from running. */
    public enum Kind { ERROR, WARNING }

    static Problem error(String file, String message) {
        return new Problem(Kind.ERROR, file, 0, 0, message, "");
    }

    /** In the form of the compiler: first line of the message, excerpt, rest of the message. */
    public String format() {
        String[] lines = message.split("\\R", 2);
        return where() + (kind == Kind.WARNING ? "warning: " : "error: ") + lines[0]
                + (excerpt.isEmpty() ? "" : "\n" + excerpt)
                + (lines.length == 1 ? "" : "\n" + lines[1]);
    }

    /** Such as {@code Reader.java:12}; empty if it is about no file. */
    public String place() {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return line == 0 ? name : name + ":" + line;
    }

    private String where() {
        if (file.isEmpty()) {
            return "";
        }
        return line == 0 ? file + ": " : file + ":" + line + ": ";
    }
}
