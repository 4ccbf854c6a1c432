package mqttlab.slides;

import static mqttlab.slides.Pdf.letters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.standard.Standard;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The handouts of a deck")
class PdfIT {

    private static final Map<String, Pdf> READ = new ConcurrentHashMap<>();
    private static final String WORDS = "p, li, td, th, pre";

    /** What a deck asks of its handouts. */
    private interface Rule {
        void check(Document shown, Pdf handout) throws IOException;
    }

    @TestFactory
    @DisplayName("the lecturer's has the title of every slide, all its words and its notes")
    Stream<DynamicTest> complete() {
        return lecturers((shown, handout) -> {
            String text = handout.text();
            for (Element words : shown.select("section > h2, section p, section li, aside.notes p")) {
                assertThat(text).as(words.text()).contains(letters(words.text()));
            }
        });
    }

    @TestFactory
    @DisplayName("the lecturer's has answers in their places")
    Stream<DynamicTest> inPlace() {
        return lecturers((shown, handout) -> {
            for (Element slide : questions(shown)) {
                assertThat(words(slide.select(".fragment"))).as(slide.id())
                        .isNotEmpty().allSatisfy(words -> assertThat(handout.at(slide.id())).contains(words));
            }
        });
    }

    @TestFactory
    @DisplayName("the students' has the title of every slide, and no notes")
    Stream<DynamicTest> noNotes() {
        return students((shown, handout) -> {
            String text = handout.text();
            assertThat(shown.select("section > h2")).allSatisfy(title -> assertThat(text).contains(letters(title.text())));
            assertThat(shown.select("aside.notes p")).isNotEmpty()
                    .allSatisfy(notes -> assertThat(text).doesNotContain(letters(notes.text())));
        });
    }

    @TestFactory
    @DisplayName("the students' has at a question what was shown before the answer, and not one letter more")
    Stream<DynamicTest> noAnswers() {
        return students((shown, handout) -> {
            for (Element slide : questions(shown)) {
                Element before = slide.clone();
                before.select(".fragment, aside.notes, .from").remove();
                String link = letters(handout.links().contains("answer-" + slide.id()) ? answerAtTheEnd(shown) : "");
                String source = letters(slide.select(".from").text());
                String asked = letters(before.text()) + drawn(before) + link;
                assertThat(sorted(handout.at(slide.id()))).as(slide.id()).isIn(sorted(asked), sorted(asked + source));
            }
        });
    }

    @TestFactory
    @DisplayName("the students' has all answers at the end, in the order of the questions, each below its question")
    Stream<DynamicTest> answers() {
        return students((shown, handout) -> {
            Pdf.Place last = handout.places().get("all-answers");
            for (Element slide : questions(shown)) {
                String answer = "answer-" + slide.id();
                assertThat(handout.places()).containsKey(answer);
                assertThat(last.isBefore(handout.places().get(answer))).as("%s stands below the one before it", answer).isTrue();
                assertThat(handout.at(answer)).startsWith(letters(slide.selectFirst("h2").text()));
                assertThat(words(slide.select(".fragment"))).as(answer)
                        .isNotEmpty().allSatisfy(words -> assertThat(handout.at(answer)).contains(words));
                assertThat(handout.links()).contains(slide.id(), answer);
                last = handout.places().get(answer);
            }
            assertThat(last.isBefore(handout.places().get("further"))).as("what to read on stands last").isTrue();
        });
    }

    @TestFactory
    @DisplayName("the students' leads to the labs and stages that its first page names, and to the standard")
    Stream<DynamicTest> links() {
        return Decks.inBothLanguages().map(deck -> dynamicTest(deck, () -> {
            List<String> numbers = Pattern.compile("\\d\\d").matcher(head(deck)).results().skip(1)
                    .map(MatchResult::group).toList();
            List<String> links = List.copyOf(read(deck + ".pdf").links());
            assertThat(links.stream().filter(link -> link.endsWith(".adoc"))).as(head(deck)).hasSameSizeAs(numbers)
                    .allSatisfy(link -> assertThat(Path.of("..", link.replaceFirst(".*?(?=labs/|broker-)", ""))).isRegularFile());
            assertThat(numbers).isNotEmpty()
                    .allSatisfy(number -> assertThat(links).anyMatch(link -> link.contains("/" + number + "-")));
            assertThat(links).contains(Standard.PAGE);
        }));
    }

    @TestFactory
    @DisplayName("no title stands last on a page")
    Stream<DynamicTest> titles() {
        return both((shown, handout) -> {
            for (Element title : shown.select("section > h2")) {
                for (String name : List.of(title.parent().id(), "answer-" + title.parent().id())) {
                    if (handout.places().containsKey(name)) {
                        assertThat(handout.firstPageOf(name)).as(name).startsWith(letters(title.text()))
                                .hasSizeGreaterThan(letters(title.text()).length());
                    }
                }
            }
        });
    }

    @TestFactory
    @DisplayName("no slide and no answer goes on overleaf")
    Stream<DynamicTest> overleaf() {
        return both((shown, handout) -> {
            for (String name : handout.places().keySet()) {
                if (!name.startsWith("_")) {
                    assertThat(handout.at(name)).as(name).isEqualTo(handout.firstPageOf(name));
                }
            }
        });
    }

    @TestFactory
    @DisplayName("no table is cut by the end of a page")
    Stream<DynamicTest> tables() {
        return both((shown, handout) -> {
            for (Element table : shown.select("section table")) {
                if (table.select("img").isEmpty()) {
                    String cells = letters(table.select("td, th").text());
                    assertThat(handout.pages()).as(table.text()).anyMatch(page -> page.contains(cells));
                }
            }
        });
    }

    /** Slides that ask the room: those with the role, and others on which a question waits for its answer. */
    private static List<Element> questions(Document shown) {
        return shown.select("section:has(> h2)").stream().filter(slide -> !slide.select(".fragment").isEmpty())
                .filter(slide -> slide.hasClass("question") || !slide.select("span.fragment").isEmpty() || asks(slide)).toList();
    }

    private static boolean asks(Element slide) {
        Element before = slide.clone();
        before.select(".fragment, aside.notes, table").remove();
        return before.select("p").eachText().stream().anyMatch(text -> text.endsWith("?"));
    }

    private static List<String> words(List<Element> parts) {
        return parts.stream().flatMap(part -> Stream.concat(
                part.select(WORDS).isEmpty() ? Stream.of(part.text()) : part.select(WORDS).eachText().stream(),
                part.select("img").stream().flatMap(PdfIT::labels))).map(Pdf::letters).filter(each -> !each.isEmpty()).toList();
    }

    private static String drawn(Element part) {
        return String.join("", part.select("img").stream().flatMap(PdfIT::labels).map(Pdf::letters).toList());
    }

    private static Stream<String> labels(Element image) {
        try {
            return Jsoup.parse(Decks.SHOWN.resolve("en").resolve(image.attr("src")).toFile()).select("text").eachText().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answerAtTheEnd(Document shown) throws IOException {
        Path words = Decks.SOURCES.resolve("_shared/words-%s.adoc".formatted(shown.selectFirst("html").attr("lang")));
        String name = ":answer-at-the-end: ";
        return Files.readAllLines(words).stream().filter(line -> line.startsWith(name)).findFirst().orElseThrow().replace(name, "");
    }

    private static List<String> sorted(String letters) {
        return letters.codePoints().sorted().mapToObj(Character::toString).toList();
    }

    /** The line that says which labs and stages follow. */
    private static String head(String deck) throws IOException {
        return Files.readAllLines(Decks.SOURCES.resolve(deck + ".adoc")).stream().takeWhile(line -> !line.startsWith("== "))
                .filter(line -> line.matches("\\p{L}+ \\d\\d\\. .*")).findFirst().orElseThrow();
    }

    private static Stream<DynamicTest> students(Rule rule) {
        return each(List.of(".pdf"), rule);
    }

    private static Stream<DynamicTest> lecturers(Rule rule) {
        return each(List.of("-lecturer.pdf"), rule);
    }

    private static Stream<DynamicTest> both(Rule rule) {
        return each(List.of(".pdf", "-lecturer.pdf"), rule);
    }

    private static Stream<DynamicTest> each(List<String> endings, Rule rule) {
        return Decks.inBothLanguages().flatMap(deck -> endings.stream().map(ending -> dynamicTest(deck + ending, () ->
                rule.check(Jsoup.parse(Decks.SHOWN.resolve(deck + ".html").toFile()), read(deck + ending)))));
    }

    private static Pdf read(String handout) {
        return READ.computeIfAbsent(handout, each -> {
            try {
                return Pdf.read(Decks.SHOWN.resolve(each));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
