package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.slides.DeckConverter.Converted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A deck that is converted for the watch")
class DeckConverterIT {

    private static DeckConverter converter;

    @BeforeAll
    static void start() throws IOException {
        Path checkout = Path.of("..").toRealPath();
        Path made = checkout.resolve("slides/target");
        converter = new DeckConverter(checkout, made.resolve("prepared"), made.resolve("slides"));
    }

    @AfterAll
    static void stop() {
        converter.close();
    }

    @TestFactory
    @DisplayName("is what the build makes of it")
    Stream<DynamicTest> same() {
        return Decks.inBothLanguages().map(deck -> dynamicTest(deck, () -> {
            Converted converted = converter.convert(Decks.SOURCES.resolve(deck + ".adoc").toRealPath());
            assertThat(converted.problems()).isEqualTo(List.of());
            assertThat(Decks.SHOWN.resolve(deck + ".html")).hasContent(converted.page());
        }));
    }
}
