package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.slides.DeckSource.Block;
import mqttlab.slides.DeckSource.Slide;

/**
 * The sources of the two PDFs of each deck, which are made from the deck's. In DECK.adoc, for students, there are no notes, and
 * answers stand at the end; in DECK-lecturer.adoc notes and answers are in their places. Nothing is written for a PDF alone.
 */
final class Handouts {

    static final String LECTURER = "-lecturer";

    private Handouts() {
    }

    static void write(Checkout checkout, Path decks, Path folder) throws IOException {
        for (String language : Words.LANGUAGES) {
            Path handouts = Files.createDirectories(folder.resolve(language));
            clear(handouts);
            for (Path deck : files(decks.resolve(language))) {
                List<String> lines = Files.readAllLines(deck);
                String name = deck.getFileName().toString();
                Files.write(handouts.resolve(name), forStudents(lines, ToReadOn.of(lines, checkout)));
                Files.write(handouts.resolve(name.replace(".adoc", LECTURER + ".adoc")), forLecturer(lines));
            }
        }
    }

    /** A deck that has been renamed left others. */
    private static void clear(Path folder) throws IOException {
        for (Path old : files(folder)) {
            Files.delete(old);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        }
    }

    static List<String> forLecturer(List<String> deck) {
        DeckSource source = DeckSource.of(deck);
        List<String> text = new ArrayList<>(head(source));
        text.addAll(List.of("{for-the-lecturer}", ""));
        for (Slide slide : source.slides()) {
            text.addAll(List.of(slide.attributes(), "== " + slide.title(), ""));
            text.addAll(kept(slide.blocks().stream().map(block -> block.has("notes") ? block.within("****") : block).toList()));
        }
        return text;
    }

    /** @param links to what comes after the lecture, and to the standard */
    static List<String> forStudents(List<String> deck, List<String> links) {
        DeckSource source = DeckSource.of(deck);
        List<String> text = new ArrayList<>(head(source));
        List<String> answers = new ArrayList<>(List.of("<<<", "", "[#all-answers]", "== {answers}", ""));
        Optional<Slide> further = source.slides().stream().filter(slide -> slide.name().equals("further")).findFirst();
        for (Slide slide : source.slides()) {
            if (further.filter(slide::equals).isEmpty()) {
                addSlide(text, answers, slide);
            }
        }
        text.addAll(answers);
        text.addAll(List.of("[#further]", "== " + further.map(Slide::title).orElse("{to-read-on}"), ""));
        List<Block> last = new ArrayList<>(further.map(Handouts::withoutNotes).orElse(List.of()));
        last.add(new Block(List.of(), links));
        text.addAll(kept(last));
        return text;
    }

    /** A slide that asks leaves its answer to the end, and a link to it in its place. */
    private static void addSlide(List<String> text, List<String> answers, Slide slide) {
        List<Block> blocks = withoutNotes(slide);
        text.addAll(List.of(slide.attributes(), "== " + slide.title(), ""));
        if (!slide.asks()) {
            text.addAll(kept(blocks));
            return;
        }
        Stream<Block> asked = blocks.stream().filter(block -> !block.waits()).map(Block::withGaps);
        Stream<Block> answered = blocks.stream().filter(block -> block.waits() || block.hasGaps() || block.asks());
        Block link = Block.paragraph("<<answer-%s,{answer-at-the-end}>>".formatted(slide.name()));
        text.addAll(kept(withSource(Stream.concat(asked, Stream.of(link)).toList(), blocks)));
        answers.add("[#answer-%s]".formatted(slide.name()));
        answers.addAll(List.of("=== <<%s,%s>>".formatted(slide.name(), slide.title()), ""));
        answers.addAll(kept(withSource(answered.toList(), blocks)));
    }

    /** What says where something is from stands last, and only where that is. */
    private static List<Block> withSource(List<Block> some, List<Block> slide) {
        boolean shows = some.stream().anyMatch(Block::includes);
        Stream<Block> source = slide.stream().filter(block -> shows && block.has("from"));
        return Stream.concat(some.stream().filter(block -> !block.has("from")), source).toList();
    }

    private static List<Block> withoutNotes(Slide slide) {
        return slide.blocks().stream().filter(block -> !block.has("notes")).toList();
    }

    /** It lies in another folder than the deck. */
    private static List<String> head(DeckSource source) {
        return source.head().stream()
                .map(line -> line.replace("include::../_shared/", "include::{slides}/decks/_shared/")).toList();
    }

    /** A slide is kept on one page if one can hold it. */
    private static List<String> kept(List<Block> blocks) {
        List<String> text = new ArrayList<>(List.of("[%unbreakable]", "===="));
        for (Block block : blocks) {
            text.addAll(block.attributes());
            text.addAll(block.lines());
            text.add("");
        }
        text.addAll(List.of("====", ""));
        return text;
    }
}
