package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.slides.Deck.Slide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("English and Spanish")
class LanguagesTest {

    @Test
    @DisplayName("have the same decks")
    void decks() {
        assertThat(files("es")).isEqualTo(files("en"));
    }

    @TestFactory
    @DisplayName("have the same slides, which show the same code, recordings and diagrams and take the same time")
    Stream<DynamicTest> slides() {
        return Decks.names().stream().map(name -> dynamicTest(name, () -> {
            List<Slide> english = Deck.read("en/" + name).slides();
            List<Slide> spanish = Deck.read("es/" + name).slides();
            assertThat(spanish).extracting(Slide::id).isEqualTo(english.stream().map(Slide::id).toList());
            for (int i = 0; i < english.size(); i++) {
                Slide there = english.get(i);
                assertThat(spanish.get(i)).as(there.id()).returns(there.roles(), Slide::roles).returns(there.shown(), Slide::shown)
                        .returns(there.minutes(), Slide::minutes);
            }
        }));
    }

    @TestFactory
    @DisplayName("have the same answers at the end of the students' handout")
    Stream<DynamicTest> answers() {
        return Decks.names().stream().map(name -> dynamicTest(name, () ->
                assertThat(answers("es/" + name)).isEqualTo(answers("en/" + name)).isNotEmpty()));
    }

    private static List<String> answers(String deck) throws IOException {
        return Handouts.forStudents(Files.readAllLines(Decks.SOURCES.resolve(deck + ".adoc")), List.of()).stream()
                .filter(line -> line.startsWith("[#answer-")).toList();
    }

    private static List<String> files(String language) {
        try (Stream<Path> files = Files.list(Decks.SOURCES.resolve(language))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
