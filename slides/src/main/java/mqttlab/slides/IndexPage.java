package mqttlab.slides;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The page that lists the decks, with their titles as they stand in the sources. */
final class IndexPage {

    private IndexPage() {
    }

    static void write(Path decks, Path folder) throws IOException {
        try (InputStream in = IndexPage.class.getResourceAsStream("index.html");
                Reader template = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Files.writeString(folder.resolve("index.html"),
                    Mustache.compiler().compile(template).execute(new Page(rows(decks))));
        }
    }

    private static List<Row> rows(Path decks) throws IOException {
        try (Stream<Path> files = Files.list(decks.resolve("en"))) {
            return files.map(file -> file.getFileName().toString()).sorted()
                    .map(file -> Row.of(file.replace(".adoc", ""), title(decks.resolve("en").resolve(file)),
                            title(decks.resolve("es").resolve(file))))
                    .toList();
        }
    }

    private static String title(Path deck) {
        try (Stream<String> lines = Files.lines(deck)) {
            return lines.filter(line -> line.startsWith("= ")).findFirst().orElseThrow().substring(2);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the template fills in. */
    record Page(List<Row> decks) {
    }

    record Row(String number, String name, String english, String spanish) {

        static Row of(String name, String english, String spanish) {
            return new Row(name.substring(0, 2), name, english, spanish);
        }
    }
}
