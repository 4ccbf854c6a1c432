package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A deck that is watched")
class WatchIT {

    private static final String DECK = "en/01-news";
    private static final String TEXT = "= News\n:revealjsdir: ../lib/reveal.js\n\n[#goals]\n== %s\n\n%s\n";
    private static final String STAYS = "; the page stays as it was.";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();

    @TempDir
    private static Path checkout;
    private static Watch watch;

    /** One for all: Ruby takes seconds to start. */
    @BeforeAll
    static void start() throws IOException {
        for (String file : new String[] {"target/slides/en/01-news.html", "target/slides/theme/slides.css", "target/built",
            "target/prepared/decks.made", "theme/slides.css"}) {
            write(file, "as it was built");
        }
        write("decks/en/01-news.adoc", TEXT.formatted("Goals", ""));
        List<URI> opened = new ArrayList<>();
        watch = new Watch(checkout, List.of(DECK), new PrintStream(SAID, true, UTF_8), opened::add);
        assertThat(opened).isEqualTo(List.of(watch.uri(DECK)));
        watch.update();
    }

    @AfterAll
    static void stop() {
        watch.close();
    }

    @BeforeEach
    void good() throws IOException {
        edit("Goals", "");
        SAID.reset();
    }

    @Test
    @DisplayName("is shown again, and its page is told, when a word of it changes")
    void word() throws Exception {
        CompletableFuture<HttpResponse<String>> next = nextChange();
        assertThat(page()).contains("Goals").doesNotContain("Targets");

        edit("Targets", "");

        assertThat(next.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
        assertThat(page()).contains("Targets");
        assertThat(SAID.toString(UTF_8)).startsWith(DECK + ": shown again, after ");
    }

    @Test
    @DisplayName("is not shown again for a change that cannot be seen")
    void comment() throws Exception {
        CompletableFuture<HttpResponse<String>> next = nextChange();

        edit("Goals", "// a comment");

        assertThat(SAID.toString(UTF_8).strip()).isEqualTo(DECK + ": the page is as it was");
        assertThat(next).isNotDone();
    }

    @Test
    @DisplayName("tells a page at once of what came before it asked")
    void late() throws Exception {
        String old = question();
        edit("Targets", "");

        assertThat(ask(old).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "include::lost.adoc[] | slides/decks/en/01-news.adoc, line 7: include file not found: slides/decks/en/lost.adoc",
        "----\\nclass A | slides/decks/en/01-news.adoc, line 7: unterminated listing block",
        "a {word} | slides/decks/en/01-news.adoc: skipping reference to missing attribute: word",
        "a {word} and {another} | slides/decks/en/01-news.adoc: skipping reference to missing attribute: word (and 1 more)"})
    @DisplayName("says in a sentence what is wrong with it, and its page stays, until it is mended")
    void wrong(String line, String sentence) throws Exception {
        edit("Targets", line.replace("\\n", "\n"));

        assertThat(SAID.toString(UTF_8).strip()).isEqualTo(sentence + STAYS);
        assertThat(page()).contains("Goals").doesNotContain("Targets");

        edit("Targets", "");
        assertThat(page()).contains("Targets");
    }

    @Test
    @DisplayName("gets a new style sheet at once")
    void style() throws Exception {
        CompletableFuture<HttpResponse<String>> next = nextChange();

        write("theme/slides.css", "h2 { color: red }");
        watch.awaitChange();
        watch.update();

        assertThat(next.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
        assertThat(get(watch.uri(DECK).resolve("../theme/slides.css"))).isEqualTo("h2 { color: red }");
    }

    @Test
    @DisplayName("is made by the build as well, after a change: handouts, too, are made of it")
    void build() throws IOException {
        write("target/built", "as it was built");
        write("target/prepared/decks.made", "as it was built");

        edit("Targets", "");

        assertThat(checkout.resolve("slides/target/built")).doesNotExist();
        assertThat(checkout.resolve("slides/target/prepared/decks.made")).doesNotExist();
    }

    @Test
    @DisplayName("is shown as soon as it is converted, if the build has not made it yet")
    void fresh() throws Exception {
        Files.delete(checkout.resolve("slides/target/slides/en/01-news.html"));
        assertThat(page()).contains("Not converted yet.");

        edit("Targets", "");

        assertThat(page()).contains("Targets");
    }

    @Test
    @DisplayName("shows the change in a browser that nobody touches")
    void browser(@TempDir Path profile) throws IOException {
        Optional<Browser> browser = BrowserIT.startOrSkip(profile);
        try (Browser chromium = browser.orElseThrow()) {
            chromium.show(watch.uri(DECK));
            chromium.await("return document.querySelector('h2')?.textContent === 'Goals'");

            edit("Targets", "");

            chromium.await("return document.querySelector('h2')?.textContent === 'Targets'");
        }
    }

    private static void edit(String title, String line) throws IOException {
        String text = TEXT.formatted(title, line);
        if (!Files.readString(checkout.resolve("slides/decks/en/01-news.adoc")).equals(text)) {
            write("decks/en/01-news.adoc", text);
            watch.awaitChange();
        }
        watch.update();
    }

    private static void write(String file, String text) throws IOException {
        Path path = checkout.resolve("slides").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private CompletableFuture<HttpResponse<String>> nextChange() throws Exception {
        return ask(question());
    }

    /** As the script of the page asks it. */
    private String question() throws Exception {
        String page = page();
        return page.substring(page.indexOf("fetch('") + 7, page.indexOf("')", page.indexOf("fetch('")));
    }

    private CompletableFuture<HttpResponse<String>> ask(String question) {
        return CLIENT.sendAsync(HttpRequest.newBuilder(watch.uri(DECK).resolve(question)).build(), BodyHandlers.ofString());
    }

    private static String page() throws Exception {
        return get(watch.uri(DECK));
    }

    private static String get(URI uri) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
}
