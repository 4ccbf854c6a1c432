package mqttlab.slides;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/**
 * Converts decks for the browser as the build does, with an Asciidoctor that stays: for the first deck it takes as long as Maven
 * does, and for each later one a second or two. For one thread.
 */
final class DeckConverter implements AutoCloseable {

    /** Asciidoctor writes its complaints to it, too. A logger that nobody holds is forgotten, with its settings. */
    private static final Logger CONSOLE = Logger.getLogger("asciidoctor");

    private final Path checkout;
    private final Attributes attributes;
    private final Asciidoctor asciidoctor;
    private final List<LogRecord> said = new ArrayList<>();

    /**
     * What came of a deck.
     *
     * @param problems each a sentence; the page is good only if there is none
     */
    record Converted(String page, List<String> problems) {
    }

    DeckConverter(Path checkout, Path prepared, Path shown) {
        this.checkout = checkout;
        this.attributes = Attributes.builder().attribute("attribute-missing", "warn").attribute("prepared", prepared.toString())
                .attribute("slides", checkout.resolve("slides").toString()).attribute("shown", shown.toString())
                .attribute("diagram-cachedir", shown.resolveSibling("diagrams").toString()).build();
        CONSOLE.setUseParentHandlers(false);
        this.asciidoctor = Asciidoctor.Factory.create();
        asciidoctor.requireLibrary("asciidoctor-diagram");
        asciidoctor.registerLogHandler(said::add);
    }

    Converted convert(Path deck) {
        said.clear();
        Options options = Options.builder().backend("revealjs").standalone(true).safe(SafeMode.UNSAFE).toFile(false)
                .baseDir(deck.getParent().toFile()).attributes(attributes).build();
        try {
            String page = asciidoctor.convertFile(deck.toFile(), options);
            // The build, too, takes whatever is said for an error.
            return new Converted(page, said.stream().filter(each -> each.getSeverity() != Severity.DEBUG)
                    .map(each -> sentence(deck, each)).toList());
        } catch (RuntimeException e) {
            // What is in its way comes first; many lines of Ruby follow.
            String reason = Stream.ofNullable(e.getMessage()).flatMap(String::lines).findFirst().orElse("cannot be converted");
            return new Converted("", List.of(display(deck.toFile()) + ": " + reason));
        }
    }

    private String sentence(Path deck, LogRecord problem) {
        Optional<Cursor> where = Optional.ofNullable(problem.getCursor());
        File file = where.map(Cursor::getFile).map(File::new).filter(File::isAbsolute).orElse(deck.toFile());
        String line = where.map(at -> ", line " + at.getLineNumber()).orElse("");
        return display(file) + line + ": " + problem.getMessage().replace(checkout + File.separator, "");
    }

    private String display(File file) {
        return file.toString().replace(checkout + File.separator, "");
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
