package mqttlab.slides;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mqttlab.lab.command.Browser;
import mqttlab.lab.command.SourceWatch;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;
import mqttlab.slides.DeckConverter.Converted;
import mqttlab.testkit.InfrastructureException;

/**
 * Shows decks in the browser, and again whenever their sources change; the main class of a JVM of its own, which
 * {@code lab slides --watch} starts. Code, recordings and the words of demonstrations are as the last build has left them.
 */
public final class Watch implements AutoCloseable {

    /** The folders of {@code slides} in which people write what decks are made of. */
    private static final List<String> SOURCES = List.of("decks", "theme", "python", "mosquitto");

    private final Path slides;
    private final Path prepared;
    private final Path shown;
    private final List<String> decks;
    private final PrintStream terminal;
    private final SourceWatch sources;
    private final DeckServer server;
    private final DeckConverter converter;
    private final Map<String, Key> madeOf = new HashMap<>();

    /**
     * Opens the decks at once, as the build has left them: the converter takes seconds to start.
     *
     * @param decks   such as {@code en/01-publish-subscribe}
     * @param browser opens a page
     */
    Watch(Path checkout, List<String> decks, PrintStream terminal, Consumer<URI> browser) {
        this.slides = checkout.resolve("slides");
        this.prepared = slides.resolve("target/prepared");
        this.shown = slides.resolve("target/slides");
        this.decks = decks;
        this.terminal = terminal;
        this.sources = SourceWatch.of(SOURCES.stream().map(slides::resolve).filter(Files::isDirectory).toList());
        this.server = new DeckServer(shown, decks);
        for (String deck : decks) {
            terminal.println("The deck: " + uri(deck));
            browser.accept(uri(deck));
        }
        this.converter = new DeckConverter(checkout, prepared, shown);
    }

    /** @param arguments the checkout, whether to open a browser, and the decks */
    public static void main(String[] arguments) {
        Consumer<URI> browser = Boolean.parseBoolean(arguments[1]) ? Browser::open : page -> { };
        List<String> decks = List.of(arguments).subList(2, arguments.length);
        try (Watch watch = new Watch(Path.of(arguments[0]), decks, System.out, browser)) {
            watch.update();
            System.out.println("Watching " + String.join(" and ", decks) + " for changes; Ctrl-C ends.");
            while (true) {
                watch.awaitChange();
                watch.update();
            }
        } catch (InfrastructureException e) {
            System.err.println("lab: " + e.getMessage());
            System.exit(2);
        }
    }

    URI uri(String deck) {
        return server.uri(deck);
    }

    void awaitChange() {
        sources.awaitChange();
    }

    /** Converts what has changed. The first time, that is everything, and slow: so that the next time is not. */
    void update() {
        try {
            if (Main.copyStyles(slides.resolve("theme"), shown.resolve("theme"))) {
                forgetBuild();
                server.changed();
            }
            for (String deck : decks) {
                update(deck);
            }
        } catch (CharacterCodingException e) {
            terminal.println("A source is not in UTF-8; the page stays as it was.");
        } catch (IOException e) {
            terminal.println("Cannot read or write " + e.getMessage() + "; the page stays as it was.");
        }
    }

    private void update(String deck) throws IOException {
        long start = System.nanoTime();
        Path source = slides.resolve("decks").resolve(deck + ".adoc");
        Key now = key(source);
        Key before = madeOf.put(deck, now);
        if (now.equals(before)) {
            return;
        }
        Converted converted = converter.convert(source);
        Path page = shown.resolve(deck + ".html");
        if (!converted.problems().isEmpty()) {
            int others = converted.problems().size() - 1;
            terminal.println(converted.problems().getFirst() + (others == 0 ? "" : " (and %d more)".formatted(others))
                    + "; the page stays as it was.");
        } else if (!Files.exists(page) || !converted.page().equals(Files.readString(page))) {
            replace(page, converted.page());
            server.changed();
            terminal.printf(Locale.ROOT, "%s: shown again, after %.1f s%n", deck, (System.nanoTime() - start) / 1e9);
        } else if (before != null) {
            terminal.println(deck + ": the page is as it was");
        }
    }

    private Key key(Path deck) throws IOException {
        return new Parts("deck").files("sources", slides,
                Included.by(deck, Map.of("prepared", prepared.toString(), "slides", slides.toString()))).key();
    }

    /** In one step: the browser may be reading it. */
    private void replace(Path page, String text) throws IOException {
        forgetBuild();
        Path draft = Files.writeString(page.resolveSibling(page.getFileName() + ".new"), text);
        Files.move(draft, page, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deck and PDFs are no longer of the same text, even if somebody changes it back: the next {@code lab slides} makes all. */
    private void forgetBuild() throws IOException {
        new Stamp(prepared.resolve("decks.made")).withdraw();
        Files.deleteIfExists(slides.resolve("target/built"));
    }

    @Override
    public void close() {
        sources.close();
        server.close();
        converter.close();
    }
}
