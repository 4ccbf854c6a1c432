package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be seen without a browser. */
@DisplayName("A deck as it is shown")
class ShownIT {

    private static final int MOST_LINES = 18;
    private static final int MOST_COLUMNS = 90;

    @TestFactory
    @DisplayName("has all its pictures")
    Stream<DynamicTest> pictures() {
        return each((folder, deck) -> {
            for (Element image : deck.select("section img")) {
                assertThat(folder.resolve(image.attr("src"))).isRegularFile();
                assertThat(image.attr("alt")).as("what %s says to those who cannot see it", image.attr("src")).isNotBlank();
            }
        });
    }

    @TestFactory
    @DisplayName("has code of 18 lines and 90 columns at most")
    Stream<DynamicTest> code() {
        return each((folder, deck) -> {
            for (Element code : deck.select("section pre")) {
                assertThat(code.wholeText().stripTrailing().lines().toList()).as(where(code)).hasSizeLessThanOrEqualTo(MOST_LINES);
                if (code.closest(".console") == null) {
                    assertThat(code.wholeText().lines()).as(where(code)).allMatch(line -> line.length() <= MOST_COLUMNS);
                }
            }
        });
    }

    @Test
    @DisplayName("is on the page that lists them, with its two handouts")
    void index() throws IOException {
        assertThat(Jsoup.parse(Decks.SHOWN.resolve("index.html").toFile()).select("a").eachAttr("href"))
                .containsAll(Decks.inBothLanguages().flatMap(deck ->
                        Stream.of(".html", ".pdf", "-lecturer.pdf").map(deck::concat)).toList())
                .allSatisfy(link -> assertThat(Decks.SHOWN.resolve(link)).isRegularFile());
    }

    private static String where(Element element) {
        Element slide = element.closest("section");
        return "%s, beginning \"%s\"".formatted(slide.id(), element.text().lines().findFirst().orElse(""));
    }

    private static Stream<DynamicTest> each(BiConsumer<Path, Document> rule) {
        return Decks.inBothLanguages().map(name -> dynamicTest(name, () -> {
            Path file = Decks.SHOWN.resolve(Path.of(name + ".html"));
            try {
                rule.accept(file.getParent(), Jsoup.parse(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
