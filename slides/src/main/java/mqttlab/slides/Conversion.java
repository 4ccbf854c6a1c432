package mqttlab.slides;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.AttributesBuilder;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/** Makes of each deck what a browser shows, and the handout; not again while nothing has changed of which it is made. */
final class Conversion {

    private final Path checkout;
    private final Path prepared;
    private final Path shown;
    private final List<LogRecord> complaints = new ArrayList<>();

    Conversion(Path checkout, Path prepared, Path shown) {
        this.checkout = checkout;
        this.prepared = prepared;
        this.shown = shown;
    }

    /** To start Ruby takes longer than a deck, and is for all that have changed. */
    void run() throws IOException {
        Map<Path, Key> changed = new TreeMap<>();
        for (Path deck : decks()) {
            Key key = key(deck);
            if (!stamp(deck).says(key) || !Files.exists(made(deck, ".html")) || !Files.exists(made(deck, ".pdf"))) {
                changed.put(deck, key);
            }
        }
        System.out.printf("slides: %d of %d decks have changed%n", changed.size(), decks().size());
        if (!changed.isEmpty()) {
            convert(changed);
        }
    }

    private void convert(Map<Path, Key> changed) throws IOException {
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            asciidoctor.requireLibrary("asciidoctor-diagram", "say-everything.rb");
            asciidoctor.registerLogHandler(this::note);
            for (Path deck : changed.keySet()) {
                stamp(deck).withdraw();
                for (String backend : List.of("revealjs", "pdf")) {
                    asciidoctor.convertFile(deck.toFile(), options(deck, backend));
                }
                requireSilence();
                stamp(deck).say(changed.get(deck));
            }
        }
    }

    /** A broken cross reference is no more than an information. */
    private void note(LogRecord said) {
        if (said.getSeverity() != Severity.DEBUG) {
            complaints.add(said);
        }
    }

    private Options options(Path deck, String backend) {
        AttributesBuilder attributes = Attributes.builder();
        attributes().forEach(attributes::attribute);
        return Options.builder().backend(backend).safe(SafeMode.UNSAFE).baseDir(deck.getParent().toFile())
                .toDir(made(deck, "").getParent().toFile()).mkDirs(true).standalone(true)
                .attributes(attributes.build()).build();
    }

    private Map<String, String> attributes() {
        return Map.of("attribute-missing", "warn", "prepared", prepared.toString(), "slides", checkout.resolve("slides").toString(),
                "imagesoutdir", shown.resolve("images").toString(), "diagram-cachedir", prepared.resolve("diagrams").toString(),
                "pdf-theme", prepared.resolve("handout.yml").toString());
    }

    private void requireSilence() {
        if (!complaints.isEmpty()) {
            throw new BadInput("Asciidoctor complains about the decks:\n" + complaints.stream()
                    .map(each -> "%s %s: %s".formatted(each.getSeverity(), each.getCursor(), each.getMessage())).collect(Collectors.joining("\n")));
        }
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

    private Key key(Path deck) throws IOException {
        return new Parts("deck").text("name", deck.getFileName().toString())
                .files("sources", checkout, Included.by(deck, attributes()))
                .files("theme", checkout.resolve("slides/theme")).files("handout", prepared.resolve("handout.yml"))
                .classPath("converters", converters()).text("java", System.getProperty("java.runtime.version")).key();
    }

    /** Without the other modules of the course: a deck shows what is recorded of them. */
    private String converters() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !Path.of(each).startsWith(checkout) || Path.of(each).startsWith(checkout.resolve("slides")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path made(Path deck, String extension) {
        return shown.resolve(deck.getParent().getFileName()).resolve(deck.getFileName().toString().replace(".adoc", extension));
    }

    private Stamp stamp(Path deck) {
        return new Stamp(prepared.resolve("made").resolve(deck.getParent().getFileName() + "-" + deck.getFileName()));
    }
}
