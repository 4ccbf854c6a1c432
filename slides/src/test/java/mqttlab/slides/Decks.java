package mqttlab.slides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The decks as the build has made them; {@code -Dslides.only=10} leaves out those whose names begin otherwise. */
final class Decks {

    static final Path SOURCES = Path.of("decks");
    static final Path SHOWN = Path.of("target", "slides");
    static final List<String> LANGUAGES = List.of("en", "es");

    private static final String ONLY = Optional.ofNullable(System.getProperty("slides.only")).orElse("");

    private Decks() {
    }

    /** Such as {@code 10-bytes}. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(SOURCES.resolve("en"))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".adoc") && file.startsWith(ONLY))
                    .map(file -> file.replace(".adoc", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code es/10-bytes}. */
    static Stream<String> inBothLanguages() {
        return names().stream().flatMap(name -> LANGUAGES.stream().map(language -> language + "/" + name));
    }
}
