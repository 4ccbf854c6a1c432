package mqttlab.lab.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** A solution, read as lines and the regions that its markers make of them. */
sealed interface Part {

    record Line(String text) implements Part {
    }

    /** A line for the starter alone, already as it will stand there. */
    record Given(String text) implements Part {
    }

    /**
     * The lines between two markers.
     *
     * @param indent the white space before the marker
     * @param last   the line of its {@code lab:end}
     */
    record Region(Marker marker, Position position, String indent, int last, List<Part> parts) implements Part {

        List<Given> given() {
            return parts.stream().filter(Given.class::isInstance).map(Given.class::cast).toList();
        }
    }

    static List<Part> of(String file, String text) {
        ListIterator<String> lines = text.lines().toList().listIterator();
        return until(lines, file, null);
    }

    /** Reads on to the end of the region that has been opened, or of the file. */
    private static List<Part> until(ListIterator<String> lines, String file, Position opened) {
        List<Part> parts = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            Position here = new Position(file, lines.nextIndex());
            Optional<Marker> marker = Marker.of(here, line);
            if (marker.isEmpty()) {
                parts.add(new Line(line));
                continue;
            }
            String indent = line.substring(0, line.indexOf("//"));
            switch (marker.get()) {
                case Marker.Given given -> parts.add(new Given((indent + given.code()).stripTrailing()));
                case Marker.End end when opened == null -> throw here.wrong("nothing has begun that this 'lab:end' could end");
                case Marker.End end -> {
                    return parts;
                }
                case Marker.Task task -> parts.add(region(lines, task, here, indent, opened));
                case Marker.Hide hide -> parts.add(region(lines, hide, here, indent, opened));
            }
        }
        if (opened != null) {
            throw opened.wrong("what begins here has no 'lab:end'");
        }
        return parts;
    }

    private static Region region(ListIterator<String> lines, Marker marker, Position here, String indent, Position opened) {
        if (opened != null) {
            throw here.wrong("this stands inside what begins at line " + opened.line() + "; does that lack its 'lab:end'?");
        }
        List<Part> parts = until(lines, here.file(), here);
        return new Region(marker, here, indent, lines.nextIndex(), parts);
    }
}
