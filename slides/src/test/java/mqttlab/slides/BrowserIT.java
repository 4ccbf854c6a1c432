package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every slide in a real browser. Where everything must be tested ({@code LAB_BROKER} is {@code container}), a machine without
 * Chromium and its driver fails. {@code -Dslides.pictures=DIR} keeps a picture of each slide.
 */
@DisplayName("In a browser of 1280 x 720")
class BrowserIT {

    private static final Optional<Path> PICTURES = Optional.ofNullable(System.getProperty("slides.pictures")).map(Path::of);

    private static Optional<Browser> browser = Optional.empty();

    @BeforeAll
    static void start(@TempDir Path profile) {
        browser = Browser.start(profile);
        assumeTrue(browser.isPresent() || "container".equals(System.getenv("LAB_BROKER")),
                "not run: there is no Chromium with its driver here");
        assertThat(browser).as("chromium and chromedriver on the PATH").isPresent();
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Browser::close);
    }

    @TestFactory
    @DisplayName("every slide fits, and its type is large enough")
    Stream<DynamicTest> fits() {
        return Decks.inBothLanguages().map(deck -> dynamicTest(deck, () -> {
            browser.orElseThrow().open(deck);
            assertThat(browser.orElseThrow().findings(PICTURES.map(folder -> folder.resolve(deck)))).isEmpty();
        }));
    }
}
