package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mqttlab.slides.Deck.Slide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A deck")
class LessonTest {

    @TestFactory
    @DisplayName("has 15 to 30 slides, no two of the same name")
    Stream<DynamicTest> slides() {
        return each(deck -> {
            assertThat(deck.slides()).hasSizeBetween(15, 30);
            assertThat(deck.slides()).extracting(Slide::id).doesNotHaveDuplicates();
        });
    }

    @TestFactory
    @DisplayName("begins with what one can do after it, and ends with what comes next")
    Stream<DynamicTest> frame() {
        return each(deck -> {
            assertThat(deck.slides().getFirst().roles()).contains("goals");
            assertThat(deck.slides().getLast().roles()).contains("next");
        });
    }

    @TestFactory
    @DisplayName("has speaker's notes with a time on each slide, 35 to 42 minutes of 50 in all")
    Stream<DynamicTest> times() {
        return each(deck -> {
            assertThat(deck.slides()).allSatisfy(slide -> assertThat(slide.minutes()).as(slide.id()).isPositive());
            int minutes = deck.slides().stream().mapToInt(Slide::minutes).sum();
            assertThat(minutes).isBetween(35, 42);
        });
    }

    @TestFactory
    @DisplayName("marks what can be skipped when time is short")
    Stream<DynamicTest> skipped() {
        return each(deck -> assertThat(deck.slides()).as("slides with the role optional")
                .anyMatch(slide -> slide.roles().contains("optional")));
    }

    @TestFactory
    @DisplayName("keeps the answer to a question until the room has had its say")
    Stream<DynamicTest> answers() {
        return each(deck -> assertThat(deck.slides())
                .filteredOn(slide -> slide.roles().contains("question"))
                .allSatisfy(slide -> assertThat(slide.waits()).as(slide.id()).isTrue()));
    }

    @TestFactory
    @DisplayName("asks the room a question at least every twelve minutes")
    Stream<DynamicTest> questions() {
        return each(deck -> {
            int since = 0;
            for (Slide slide : deck.slides()) {
                since = slide.roles().contains("question") ? 0 : since + slide.minutes();
                assertThat(since).as("minutes without a question, at " + slide.id()).isLessThanOrEqualTo(12);
            }
        });
    }

    @TestFactory
    @DisplayName("says of each piece of code and each recording where it is from")
    Stream<DynamicTest> sources() {
        return each(deck -> assertThat(deck.slides())
                .filteredOn(slide -> slide.shown().stream().anyMatch(shown -> !shown.startsWith("{diagrams}")))
                .isNotEmpty().allSatisfy(slide -> assertThat(slide.tells()).as(slide.id()).isTrue()));
    }

    @TestFactory
    @DisplayName("shows the steps of its live demonstration, by their names and in their order")
    Stream<DynamicTest> live() throws IOException {
        try (Stream<Path> demos = Files.list(Path.of("demos"))) {
            return demos.filter(file -> file.getFileName().toString().matches("\\d\\d-.*")).sorted().toList().stream()
                    .map(demo -> dynamicTest(demo.getFileName().toString(), () -> {
                        String number = demo.getFileName().toString().substring(0, 2);
                        JsonNode steps = new YAMLMapper().readTree(demo.toFile()).get("steps");
                        List<String> names = StreamSupport.stream(steps.spliterator(), false).map(step -> step.get("name").asText()).toList();
                        Decks.inBothLanguages().filter(name -> name.contains("/" + number)).map(Deck::read).forEach(deck -> {
                            List<Slide> live = deck.slides().stream().filter(slide -> slide.roles().contains("live")).toList();
                            assertThat(live).as(deck.name()).extracting(Slide::id).containsExactlyElementsOf(names);
                            assertThat(live).as(deck.name()).allSatisfy(slide ->
                                    assertThat(slide.title()).isEqualTo("{demo-%s-%s}".formatted(number, slide.id())));
                        });
                    }));
        }
    }

    private static Stream<DynamicTest> each(Consumer<Deck> rule) {
        return Decks.inBothLanguages().map(name -> dynamicTest(name, () -> rule.accept(Deck.read(name))));
    }
}
