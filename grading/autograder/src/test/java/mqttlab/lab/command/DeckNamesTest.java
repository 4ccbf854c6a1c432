package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A deck")
class DeckNamesTest {

    private TinyCourse course;

    @BeforeEach
    void course(@TempDir Path root) {
        course = new TinyCourse(root).write("slides/decks/_shared/deck.adoc", "").write("slides/decks/en/01-news.adoc", "")
                .write("slides/decks/en/10-bytes.adoc", "").write("slides/decks/es/01-news.adoc", "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "01, en/01-news es/01-news",
        "01-news, en/01-news es/01-news",
        "es/01, es/01-news",
        "en/10-bytes, en/10-bytes",
        "slides/decks/es/01-news.adoc, es/01-news",
        "slides\\decks\\es\\01-news.adoc, es/01-news"})
    @DisplayName("goes by its number, its name or its file, in a language or in all that it has")
    void named(String wanted, String found) {
        assertThat(DeckNames.in(course.root().resolve("slides/decks")).named(wanted)).isEqualTo(List.of(found.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"1", "99", "01-new", "es/10", "de/01", "_shared/deck", "''"})
    @DisplayName("that is not there is answered with those that are, and exit status 2, before anything is built")
    void unknown(String wanted) {
        Ran refused = new Ran(2, "", "lab: there is no deck '" + wanted
                + "', only 01-news, 10-bytes, with en/ or es/ before it for one language" + System.lineSeparator());

        assertThat(Stream.of("--watch", "--single").map(option -> course.lab("slides", option, wanted))).containsOnly(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--watch 01 --single 01", "--out .", "--watch 01 --out ."})
    @DisplayName("is watched, or written to a folder, and not both")
    void either(String options) {
        Stream<String> line = Stream.concat(Stream.of("slides"), Stream.of(options.split(" ")));

        assertThat(course.lab(line.toArray(String[]::new))).isEqualTo(new Ran(2, "",
                "lab: --single DECK --out DIR writes a deck, and --watch DECK shows one: use either" + System.lineSeparator()));
    }

    @Test
    @DisplayName("cannot be watched in a course without slides")
    void none(@TempDir Path root) {
        assertThat(new TinyCourse(root).lab("slides", "--watch", "01").err())
                .startsWith("lab: there are no slides in this checkout: ");
    }
}
