package mqttlab.lab.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.log.LogHandler;

/** All pages of this checkout. Asciidoctor takes seconds to start, and so they are read once for all tests. */
final class Pages {

    private static final List<Page> PAGES = read(ThisCheckout.root());

    private Pages() {
    }

    static List<Page> all() {
        return PAGES;
    }

    static Stream<Snippet> snippets() {
        return PAGES.stream().flatMap(each -> each.snippets().stream());
    }

    private static List<Page> read(Path root) {
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create();
                Stream<Path> labs = Files.walk(root.resolve("labs"));
                Stream<Path> grading = Files.walk(root.resolve("grading"));
                Stream<Path> solutions = Files.walk(root.resolve("solutions"));
                Stream<Path> slides = Files.list(root.resolve("slides"));
                Stream<Path> broker = Files.walk(root.resolve("broker-from-scratch"))) {
            asciidoctor.requireLibrary("say-everything.rb");
            return Stream.of(Stream.of(root.resolve("README.adoc")), labs, grading, solutions, broker, slides)
                    .flatMap(each -> each)
                    .filter(each -> isPage(each) && !root.relativize(each).toString().contains("target"))
                    .map(each -> read(asciidoctor, root, each))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPage(Path file) {
        return file.endsWith("README.adoc") || file.toString().endsWith(".adoc") && file.getParent().endsWith("stages");
    }

    private static Page read(Asciidoctor asciidoctor, Path root, Path file) {
        List<String> complaints = new ArrayList<>();
        LogHandler listener = said -> complaints.add(said.getSeverity() + " " + said.getCursor() + ": " + said.getMessage());
        asciidoctor.registerLogHandler(listener);
        try {
            Document document = asciidoctor.loadFile(file.toFile(), Options.builder().safe(SafeMode.SAFE).sourcemap(true)
                    .catalogAssets(true).attributes(Attributes.builder()
                            .attribute("attribute-missing", "warn").build()).build());
            return Page.of(root, file, document, complaints);
        } finally {
            asciidoctor.unregisterLogHandler(listener);
        }
    }
}
