package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The handout of a deck")
class PdfIT {

    @TestFactory
    @DisplayName("has the title of every slide, all its words and its notes")
    Stream<DynamicTest> complete() {
        return Decks.inBothLanguages().map(deck -> dynamicTest(deck, () -> {
            String text = letters(textOf(Decks.SHOWN.resolve(Path.of(deck + ".pdf"))));
            Document shown = Jsoup.parse(Decks.SHOWN.resolve(Path.of(deck + ".html")).toFile());
            for (Element words : shown.select("section > h2, section p, section li, aside.notes p")) {
                assertThat(text).as(words.text()).contains(letters(words.text()));
            }
        }));
    }

    /** Without the numbers of the pages, which stand in the middle of a paragraph that goes on overleaf. */
    private static String textOf(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            StringBuilder text = new StringBuilder();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                text.append(stripper.getText(document).stripTrailing().replaceFirst(page + "$", ""));
            }
            return text.toString();
        }
    }

    /** Lines break elsewhere, words are hyphenated and quotation marks differ: only letters and digits count. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
