package mqttlab.lab.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mqttlab.lab.marker.Marker;
import mqttlab.lab.marker.Part;
import mqttlab.lab.marker.Position;

/** Makes of a Java file what it is after a stage: without what comes later, and without imports for that. */
final class StageText {

    private static final Pattern IMPORT = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");

    private final List<String> source;
    private final int stage;
    private final List<String> lines = new ArrayList<>();
    /** Whether something was left out right before the next line. */
    private boolean gap;

    private StageText(List<String> source, int stage) {
        this.source = source;
        this.stage = stage;
    }

    /** With all tasks written, and nothing that says that they were some. */
    static String solved(String file, String text, int stage) {
        return of(file, text, stage).lines().filter(line -> Marker.of(new Position(file, 0), line).isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** With the markers of its tasks. */
    static String of(String file, String text, int stage) {
        StageText after = new StageText(text.lines().toList(), stage);
        Part.of(file, text).forEach(after::add);
        return after.withoutUnusedImports();
    }

    private void add(Part part) {
        switch (part) {
            case Part.Line line -> addLine(line.text());
            case Part.Given given -> addLine(source.get(given.position().line() - 1));
            case Part.Until until when stage < until.stage() -> addLine(until.text());
            case Part.Until gone -> gap = true;
            case Part.Region region when region.marker() instanceof Marker.Stage begins -> {
                if (begins.number() <= stage) {
                    region.parts().forEach(this::add);
                } else {
                    gap = true;
                }
            }
            case Part.Region task -> source.subList(task.position().line() - 1, task.last()).forEach(this::addLine);
        }
    }

    /** Where something was left out between two blank lines, or before a closing brace, one blank line is too many. */
    private void addLine(String line) {
        boolean inTheWay = gap && !lines.isEmpty() && lines.getLast().isEmpty() && (line.isEmpty() || line.strip().equals("}"));
        if (inTheWay) {
            lines.removeLast();
        }
        lines.add(line);
        gap = false;
    }

    private String withoutUnusedImports() {
        String code = lines.stream().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return lines.stream().filter(line -> isUsed(line, code)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isUsed(String line, String code) {
        Matcher imported = IMPORT.matcher(line);
        return !imported.matches() || Pattern.compile("\\b" + imported.group(1) + "\\b").matcher(code).find();
    }
}
