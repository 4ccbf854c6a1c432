package mqttlab.slides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source of a deck, as far as tests ask for it.
 *
 * @param name such as {@code es/10-bytes}
 */
record Deck(String name, List<Slide> slides) {

    private static final Pattern NAME = Pattern.compile("\\[#([a-z0-9-]+)((?:\\.[a-z]+)*)]");
    private static final Pattern MINUTES = Pattern.compile("\\*(\\d+) min\\.\\*.*");
    private static final Pattern SHOWN = Pattern.compile("(?:include|plantuml|image)::(.*)\\[.*");

    /**
     * A slide of a deck.
     *
     * @param shown   what it includes and which diagrams it has, in their order
     * @param tells   whether it says where that is from
     * @param waits   whether a part of it is shown only at the next step: the answer to its question, say
     * @param minutes how long its notes say it takes; 0 if they do not
     */
    record Slide(String id, Set<String> roles, String title, List<String> shown, boolean tells, boolean waits, int minutes) {
    }

    static Deck read(String name) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Decks.SOURCES.resolve(Path.of(name + ".adoc")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Slide> slides = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("== ")) {
                starts.add(i);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) - 1 : lines.size();
            slides.add(slide(name, lines.get(starts.get(i) - 1), lines.subList(starts.get(i), end)));
        }
        return new Deck(name, List.copyOf(slides));
    }

    private static Slide slide(String deck, String attributes, List<String> lines) {
        Matcher name = NAME.matcher(attributes);
        if (!name.matches()) {
            throw new AssertionError("%s: before '%s' there must be a line such as [#name] or [#name.role], and not '%s'"
                    .formatted(deck, lines.getFirst(), attributes));
        }
        int minutes = lines.stream().map(MINUTES::matcher).filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1))).sum();
        List<String> shown = lines.stream().map(SHOWN::matcher).filter(Matcher::matches).map(found -> found.group(1)).toList();
        return new Slide(name.group(1), Set.of(name.group(2).isEmpty() ? new String[0] : name.group(2).substring(1).split("\\.")),
                lines.getFirst().substring(3), shown, lines.contains("[.from]"), lines.contains("[%step]"), minutes);
    }
}
