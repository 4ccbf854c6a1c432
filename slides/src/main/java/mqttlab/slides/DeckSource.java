package mqttlab.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source of a deck in its parts.
 *
 * @param head what stands before the first slide, with the deck's title in its first line
 */
record DeckSource(List<String> head, List<Slide> slides) {

    private static final Pattern NAME = Pattern.compile("\\[#([a-z0-9-]+)[^]]*]");
    private static final Pattern DELIMITER = Pattern.compile("-{2}|-{4,}|={4,}|\\*{4,}|\\|===");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\[.*]|\\.[^. ].*");

    /**
     * A slide of a deck.
     *
     * @param attributes the line above the title, with its name and roles
     */
    record Slide(String name, String attributes, String title, List<Block> blocks) {

        /** Whether it asks something, and the answer waits: such are all questions, and tables with cells to be filled in. */
        boolean asks() {
            return blocks.stream().anyMatch(Block::hasGaps)
                    || blocks.stream().anyMatch(Block::waits) && (has("question") || blocks.stream().anyMatch(Block::asks));
        }

        boolean has(String role) {
            return attributes.matches("\\[#[^]]*\\." + role + "\\b.*");
        }
    }

    /**
     * A block of a slide: what stands between two blank lines, or two delimiters.
     *
     * @param attributes lines above it: roles, options, a title
     */
    record Block(List<String> attributes, List<String> lines) {

        private static final Pattern STEP = Pattern.compile("\\[\\.step]#(.+?)#(?!\\w)");

        static Block paragraph(String line) {
            return new Block(List.of(), List.of(line));
        }

        /** Whether the whole of it comes with a click. */
        boolean waits() {
            return attributes.stream().anyMatch(each -> each.contains("%step"));
        }

        /** Whether parts of it, such as cells of a table, come with clicks. */
        boolean hasGaps() {
            return lines.stream().anyMatch(each -> STEP.matcher(each).find());
        }

        /** Whether the room is asked something, before the first click. */
        boolean asks() {
            return !waits() && !isDelimited() && withGaps().lines.getLast().endsWith("?");
        }

        boolean has(String role) {
            return attributes.stream().anyMatch(each -> each.matches("\\[[^,\"]*\\." + role + "\\b.*"));
        }

        /** Whether it shows what something else has made: code, a recording. */
        boolean includes() {
            return lines.stream().anyMatch(each -> each.matches("(include|plantuml)::(?!\\{diagrams}).*"));
        }

        /** As it is before the first click. */
        Block withGaps() {
            return new Block(attributes, lines.stream().map(each -> STEP.matcher(each).replaceAll("").stripTrailing()).toList());
        }

        boolean isDelimited() {
            return DELIMITER.matcher(lines.getFirst()).matches();
        }

        /** The same in the delimiters of another kind of block. */
        Block within(String delimiter) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(0, delimiter);
            changed.set(lines.size() - 1, delimiter);
            return new Block(attributes, List.copyOf(changed));
        }
    }

    static DeckSource of(List<String> lines) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("== ")) {
                starts.add(i - 1);
            }
        }
        List<Slide> slides = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            slides.add(slide(lines.subList(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : lines.size())));
        }
        return new DeckSource(List.copyOf(lines.subList(0, starts.getFirst())), List.copyOf(slides));
    }

    private static Slide slide(List<String> lines) {
        Matcher name = NAME.matcher(lines.getFirst());
        if (!name.matches()) {
            throw new IllegalArgumentException("a slide without a name: " + lines.get(1));
        }
        return new Slide(name.group(1), lines.getFirst(), lines.get(1).substring(3), blocks(lines.subList(2, lines.size())));
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (ATTRIBUTES.matcher(line).matches()) {
                attributes.add(line);
            } else if (!line.isBlank()) {
                int end = end(lines, i);
                blocks.add(new Block(List.copyOf(attributes), List.copyOf(lines.subList(i, end))));
                attributes.clear();
                i = end - 1;
            }
        }
        return List.copyOf(blocks);
    }

    /** The line behind the block that begins in line {@code start}. */
    private static int end(List<String> lines, int start) {
        boolean delimited = DELIMITER.matcher(lines.get(start)).matches();
        for (int i = start + 1; i < lines.size(); i++) {
            if (delimited ? lines.get(i).equals(lines.get(start)) : lines.get(i).isBlank()) {
                return delimited ? i + 1 : i;
            }
        }
        if (delimited) {
            throw new IllegalArgumentException("a block that does not end: " + lines.get(start - 1));
        }
        return lines.size();
    }
}
