package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.mutant.Mutant;
import mqttlab.lab.mutant.Sources;

/** The code of the course as decks include it: the same paths below a folder of their own. */
final class TaggedSources {

    private static final List<String> SHOWN = List.of("labs", "solutions", "broker-from-scratch", "grading/suites");

    private TaggedSources() {
    }

    static void write(Path checkout, Path folder) throws IOException {
        for (String part : SHOWN) {
            try (Stream<Path> files = Files.walk(checkout.resolve(part))) {
                for (Path file : (Iterable<Path>) files.filter(TaggedSources::isSource)::iterator) {
                    write(folder.resolve(checkout.relativize(file)), Files.readString(file));
                }
            }
        }
        writeMutants(Checkout.at(checkout), folder.resolve("grading/mutants"));
    }

    /** The files with mistakes in them, LAB/NAME/…: what is kept of a mutant are the words that are replaced. */
    private static void writeMutants(Checkout course, Path folder) throws IOException {
        for (Mutant mutant : Mutant.all(course)) {
            Sources spoilt = mutant.spoil(Sources.solution(course, mutant.lab()));
            for (Path file : mutant.files()) {
                write(folder.resolve(mutant.lab().name()).resolve(mutant.name()).resolve(file), spoilt.text(file));
            }
        }
    }

    private static void write(Path copy, String source) throws IOException {
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, TaggedSource.of(source));
    }

    /** For decks, {@code lab01} is where the code of lab 01's solution is, and so with the others. */
    static void writeAttributes(Checkout checkout, Path file) throws IOException {
        StringJoiner attributes = new StringJoiner("\n", "", "\n");
        for (LabDefinition lab : checkout.labs()) {
            String folder = lab.main().substring(0, lab.main().lastIndexOf('.')).replace('.', '/');
            attributes.add(":lab%s: {code}/%s/src/main/java/%s".formatted(lab.number(),
                    checkout.display(lab.solution()).replace('\\', '/'), folder));
        }
        Files.writeString(file, attributes.toString());
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().replace('\\', '/').contains("/src/main/java/");
    }
}
