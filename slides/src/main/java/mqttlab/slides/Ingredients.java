package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;

/**
 * What all decks are made of. The build converts them unless {@code decks.made} says that it has done so from the same: when it is
 * done, it makes {@code decks.key} that file.
 */
record Ingredients(Path checkout, Path prepared, Path shown) {

    /** Withdraws what is no longer true: then the decks will be converted. */
    void compare() throws IOException {
        Key key = key();
        new Stamp(prepared.resolve("decks.key")).say(key);
        Stamp made = new Stamp(prepared.resolve("decks.made"));
        boolean there = decks().stream().flatMap(this::made).allMatch(Files::exists);
        if (!there || !made.says(key)) {
            made.withdraw();
        }
        System.out.println("slides: the decks are " + (there && made.says(key) ? "as they were" : "to be converted"));
    }

    /** The poms have the versions of the converters, and their settings. */
    private Key key() throws IOException {
        Set<Path> sources = new TreeSet<>();
        for (Path deck : decks()) {
            sources.addAll(Included.by(deck, Map.of("prepared", prepared.toString(), "slides", checkout.resolve("slides").toString())));
        }
        return new Parts("decks").files("sources", checkout, sources).files("theme", checkout.resolve("slides/theme"))
                .files("handouts", prepared.resolve("handouts")).files("handouts' theme", prepared.resolve("handout.yml"))
                .files("pom", checkout.resolve("pom.xml")).files("slides' pom", checkout.resolve("slides/pom.xml")).key();
    }

    private List<Path> decks() throws IOException {
        List<Path> decks = new ArrayList<>();
        for (String language : Words.LANGUAGES) {
            try (Stream<Path> files = Files.list(checkout.resolve("slides/decks").resolve(language))) {
                files.filter(each -> each.toString().endsWith(".adoc")).sorted().forEach(decks::add);
            }
        }
        return decks;
    }

    private Stream<Path> made(Path deck) {
        Path folder = shown.resolve(deck.getParent().getFileName());
        return Stream.of(".html", ".pdf", Handouts.LECTURER + ".pdf")
                .map(kind -> folder.resolve(deck.getFileName().toString().replace(".adoc", kind)));
    }
}
