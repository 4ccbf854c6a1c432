package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A deck is made of")
class IncludedTest {

    private static final Pattern NAMED = Pattern.compile("(?:include|plantuml|image)::([^\\[]+)\\[");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("itself, and what it includes by any name, and what that includes, also what is not there yet")
    void all() throws IOException {
        Path deck = write("en/deck.adoc", """
                :lang: en
                include::../_shared/deck.adoc[]
                include::{recorded}/check.txt[lines=1..2]
                plantuml::{recorded}/check.puml[format=svg]
                """);
        write("_shared/deck.adoc", ":recorded: {prepared}/recordings\ninclude::words-{lang}.adoc[]\n");
        write("_shared/words-en.adoc", ":word: Wort\n");

        assertThat(Included.by(deck, Map.of("prepared", folder.resolve("prepared").toString())))
                .extracting(each -> folder.relativize(each).toString().replace('\\', '/'))
                .containsExactlyInAnyOrder("en/deck.adoc", "_shared/deck.adoc", "_shared/words-en.adoc",
                        "prepared/recordings/check.txt", "prepared/recordings/check.puml");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A deck that depends on a file without anybody knowing is not made again when it should be. */
    @TestFactory
    @DisplayName("files of which none is overlooked, in each deck of the course")
    Stream<DynamicTest> decks() {
        return Decks.inBothLanguages().map(name -> DynamicTest.dynamicTest(name, () -> {
            Path deck = Decks.SOURCES.resolve(Path.of(name + ".adoc"));
            List<String> names = NAMED.matcher(Files.readString(deck)).results().map(each -> Path.of(each.group(1)).getFileName().toString()).toList();
            var known = Included.by(deck, Map.of("prepared", folder.toString(), "slides", Path.of("").toAbsolutePath().toString()));
            assertThat(known).extracting(each -> each.getFileName().toString()).containsAll(names);
            assertThat(known).noneMatch(each -> List.of("{diagrams}", "{recorded}", "{spoken}").stream()
                    .anyMatch(each.toString()::contains));
        }));
    }
}
