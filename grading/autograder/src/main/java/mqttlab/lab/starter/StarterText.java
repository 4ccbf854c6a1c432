package mqttlab.lab.starter;

import java.util.ArrayList;
import java.util.List;
import mqttlab.lab.marker.Marker;
import mqttlab.lab.marker.Part;

/** Makes the starter of one Java file of a solution. */
final class StarterText {

    private static final int WIDTH = 120;

    private final List<String> lines = new ArrayList<>();
    private final SyntaxTree syntax;
    private final Wording wording;
    /** Whether something was hidden right before the next line. */
    private boolean gap;

    private StarterText(SyntaxTree syntax, Wording wording) {
        this.syntax = syntax;
        this.wording = wording;
    }

    static String of(String file, String solution, Wording wording) {
        List<Part> parts = Part.of(file, solution);
        StarterText starter = new StarterText(new SyntaxTree(file, solution), wording);
        parts.forEach(starter::add);
        return String.join("\n", starter.lines) + "\n";
    }

    private void add(Part part) {
        switch (part) {
            case Part.Line line -> addLine(line.text());
            case Part.Given given -> lines.add(given.text());
            case Part.Until until -> throw until.position().wrong("a lab has no stages");
            case Part.Region region when region.marker() instanceof Marker.Task task -> addTask(task, region);
            case Part.Region region when region.marker() instanceof Marker.Stage ->
                throw region.position().wrong("a lab has no stages");
            case Part.Region region -> {
                region.given().forEach(this::add);
                gap = region.given().isEmpty();
            }
        }
    }

    /** Where something was hidden between two blank lines, or before a closing brace, one blank line is too many. */
    private void addLine(String line) {
        boolean inTheWay = gap && !lines.isEmpty() && lines.getLast().isEmpty() && (line.isEmpty() || line.strip().equals("}"));
        if (inTheWay) {
            lines.removeLast();
        }
        lines.add(line);
        gap = false;
    }

    private void addTask(Marker.Task task, Part.Region region) {
        String indent = region.indent();
        lines.addAll(wrapped(indent + "// TODO " + wording.todo(task) + ": ", task.message(), indent + "// ", "", ""));
        List<Part.Given> given = region.given();
        given.forEach(this::add);
        if (given.isEmpty() && !task.quietly() && syntax.isAmongStatements(region)) {
            String message = wording.unwritten(task);
            List<String> code = wrapped(indent + "throw new UnsupportedOperationException(\"", quoted(message),
                    indent + "        + \"", " \"", "\");");
            lines.addAll(code);
        }
    }

    private static String quoted(String message) {
        return message.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Breaks text at blanks. Each line but the last ends with {@code broken}, and the last one with {@code end}. */
    private static List<String> wrapped(String first, String text, String next, String broken, String end) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : text.split(" ")) {
            if (!fresh && line.length() + 1 + word.length() + Math.max(broken.length(), end.length()) > WIDTH) {
                lines.add(line + broken);
                line = new StringBuilder(next);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(line + end);
        return lines;
    }
}
