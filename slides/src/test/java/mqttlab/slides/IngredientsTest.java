package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The decks are converted again")
class IngredientsTest {

    /** Whatever else there is, a recording is not of the course's sources. */
    private static final String RECORDING = "prepared/check.txt";

    private static final String HANDOUT = "prepared/handouts/en/01-deck.adoc";

    @TempDir
    private Path folder;

    @BeforeEach
    void convert() throws IOException {
        for (String language : Words.LANGUAGES) {
            write("slides/decks/" + language + "/01-deck.adoc", "include::{prepared}/check.txt[]\n");
            write("shown/" + language + "/01-deck.html", "");
            write("shown/" + language + "/01-deck.pdf", "");
            write("shown/" + language + "/01-deck-lecturer.pdf", "");
            write("prepared/handouts/" + language + "/01-deck.adoc", "at first");
        }
        for (String file : List.of("pom.xml", "slides/pom.xml", "slides/theme/slides.css", "prepared/handout.yml", RECORDING)) {
            write(file, "at first");
        }
        compare();
        Files.copy(folder.resolve("prepared/decks.key"), folder.resolve("prepared/decks.made"));
    }

    @Test
    @DisplayName("not from the same files, nor from the same files with others beside them")
    void unchanged() throws IOException {
        write("prepared/nobody-includes-this.txt", "new");
        compare();
        assertThat(folder.resolve("prepared/decks.made")).exists();
    }

    @ParameterizedTest
    @DisplayName("when something has changed that they are made of")
    @ValueSource(strings = {"pom.xml", "slides/pom.xml", "slides/theme/slides.css", "prepared/handout.yml", HANDOUT, RECORDING})
    void changed(String file) throws IOException {
        write(file, "and now");
        compare();
        assertThat(folder.resolve("prepared/decks.made")).doesNotExist();
    }

    @ParameterizedTest
    @DisplayName("when one is missing")
    @ValueSource(strings = {"shown/en/01-deck.html", "shown/es/01-deck.pdf", "shown/en/01-deck-lecturer.pdf"})
    void missing(String deck) throws IOException {
        Files.delete(folder.resolve(deck));
        compare();
        assertThat(folder.resolve("prepared/decks.made")).doesNotExist();
    }

    private void compare() throws IOException {
        new Ingredients(folder, folder.resolve("prepared"), folder.resolve("shown")).compare();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
