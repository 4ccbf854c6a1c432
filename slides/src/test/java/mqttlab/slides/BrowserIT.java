package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;
import mqttlab.proofs.junit.DynamicProof;
import mqttlab.proofs.junit.TestKey;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
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
        browser = startOrSkip(profile);
    }

    static Optional<Browser> startOrSkip(Path profile) {
        Optional<Browser> started = Browser.start(profile);
        assumeTrue(started.isPresent() || "container".equals(System.getenv("LAB_BROKER")),
                "not run: there is no Chromium with its driver here");
        assertThat(started).as("chromium and chromedriver on the PATH").isPresent();
        return started;
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Browser::close);
    }

    @TestFactory
    @DisplayName("every slide fits, and its type is large enough")
    Stream<DynamicNode> fits() {
        return Decks.inBothLanguages().map(deck -> dynamicContainer(deck, DynamicProof.of("decks in a browser", deck,
                PICTURES.isPresent() ? Optional.empty() : key(deck), List.of(dynamicTest("fits", () -> {
                    browser.orElseThrow().open(deck);
                    assertThat(browser.orElseThrow().findings(PICTURES.map(folder -> folder.resolve(deck)))).isEmpty();
                })))));
    }

    /** The browser reads the deck, its pictures, the theme and what npm has brought. */
    private static Optional<Key> key(String deck) {
        Path shown = Decks.SHOWN.resolve(Path.of(deck + ".html"));
        Parts parts = new Parts("deck").files("deck", shown).files("theme", Decks.SHOWN.resolve("theme"));
        try {
            for (String image : Jsoup.parse(shown.toFile()).select("img, object").eachAttr("src")) {
                parts.files(image, shown.resolveSibling(image));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestKey.of("deck in a browser", deck, List.of("slides/package-lock.json"), parts.key().hash());
    }
}
