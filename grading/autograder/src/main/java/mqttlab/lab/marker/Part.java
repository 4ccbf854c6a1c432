package mqttlab.lab.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** A solution, read as lines and the regions that its markers make of them. */
public sealed interface Part {

    record Line(String text) implements Part {
    }

    /** A line for the starter alone, already as it will stand there. */
    record Given(String text, Position position) implements Part {
    }

    /** A line from before a stage, already as it stands there. */
    record Until(int stage, String text, Position position) implements Part {
    }

    /**
     * The lines between two markers.
     *
     * @param indent the white space before the marker
     * @param last   the line of its {@code lab:end}
     */
    record Region(Marker marker, Position position, String indent, int last, List<Part> parts) implements Part {

        public List<Given> given() {
            return parts.stream().filter(Given.class::isInstance).map(Given.class::cast).toList();
        }
    }

    static List<Part> of(String file, String text) {
        ListIterator<String> lines = text.lines().toList().listIterator();
        return until(lines, file, null, null);
    }

    /** Reads on to the end of the region that has been opened, or of the file. */
    private static List<Part> until(ListIterator<String> lines, String file, Marker inside, Position opened) {
        List<Part> parts = new ArrayList<>();
        while (lines.hasNext()) {
            String text = lines.next();
            Position here = new Position(file, lines.nextIndex());
            Optional<Marker> marker = Marker.of(here, text);
            if (marker.isEmpty()) {
                parts.add(new Line(text));
                continue;
            }
            String indent = text.substring(0, text.indexOf("//"));
            switch (marker.get()) {
                case Marker.Given given -> parts.add(new Given((indent + given.code()).stripTrailing(), here));
                case Marker.Until until when inside instanceof Marker.Task || inside instanceof Marker.Hide ->
                    throw here.wrong("a line that goes with a stage cannot stand inside what begins at line " + opened.line());
                case Marker.Until until -> parts.add(new Until(until.stage(), (indent + until.code()).stripTrailing(), here));
                case Marker.End end when opened == null -> throw here.wrong("nothing has begun that this 'lab:end' could end");
                case Marker.End end -> {
                    return parts;
                }
                case Marker region -> {
                    requirePlace(region, here, inside, opened);
                    parts.add(region(lines, region, here, indent));
                }
            }
        }
        if (opened != null) {
            throw opened.wrong("what begins here has no 'lab:end'");
        }
        return parts;
    }

    /** What comes with a stage may have tasks in it, and what comes with a later stage. Nothing else stands inside another. */
    private static void requirePlace(Marker region, Position here, Marker inside, Position opened) {
        boolean later = inside instanceof Marker.Stage outer
                && !(region instanceof Marker.Stage inner && inner.number() <= outer.number());
        if (inside != null && !later) {
            throw here.wrong("this stands inside what begins at line " + opened.line() + "; does that lack its 'lab:end'?");
        }
    }

    private static Region region(ListIterator<String> lines, Marker marker, Position here, String indent) {
        List<Part> parts = until(lines, here.file(), marker, here);
        return new Region(marker, here, indent, lines.nextIndex(), parts);
    }
}
