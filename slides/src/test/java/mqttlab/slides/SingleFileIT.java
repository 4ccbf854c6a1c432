package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A deck in a single file")
class SingleFileIT {

    private static final String FONT = "return document.fonts.check('30px \"Atkinson Hyperlegible\"') "
            + "&& [...document.fonts].some(font => font.status === 'loaded')";

    @TestFactory
    @DisplayName("names no other file")
    Stream<DynamicTest> whole() {
        return Decks.inBothLanguages().map(deck -> dynamicTest(deck, () -> {
            Document page = Jsoup.parse(SingleFile.of(made(deck)));
            assertThat(page.select("link")).isEmpty();
            assertThat(page.select("[src]").eachAttr("src")).isNotEmpty().allMatch(source -> source.startsWith("data:"));
            assertThat(page.select("style, script").stream().map(Element::data)).noneMatch(text -> text.contains("../"));
        }));
    }

    @Test
    @DisplayName("shows the same slides, with nothing beside it and without asking for anything")
    void shown(@TempDir Path profile, @TempDir Path stick) throws IOException {
        Path file = Files.writeString(stick.resolve("deck.html"), SingleFile.of(made("es/03-mosquitto-paho")));
        Optional<Browser> browser = BrowserIT.startOrSkip(profile);
        try (Browser chromium = browser.orElseThrow()) {
            chromium.show(file.toUri());
            chromium.awaitDeck();
            chromium.await(FONT);
            chromium.await("return document.querySelector('code.hljs .hljs-keyword') !== null && Reveal.hasPlugin('notes')");
            assertThat(chromium.findings(Optional.empty())).isEqualTo(List.of());
            assertThat(chromium.requested()).allMatch(address -> address.startsWith("data:"));
        }
    }

    private static Path made(String deck) {
        return Decks.SHOWN.resolve(deck + ".html").toAbsolutePath();
    }
}
