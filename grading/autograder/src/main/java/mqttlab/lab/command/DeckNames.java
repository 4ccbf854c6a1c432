package mqttlab.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;

/** The decks of a course, such as {@code en/01-publish-subscribe}: a folder for each language, with a file for each deck. */
record DeckNames(List<String> all) {

    private static final String SOURCE = ".adoc";

    static DeckNames in(Path decks) {
        try (Stream<Path> files = Files.walk(decks, 2)) {
            return new DeckNames(files.map(file -> decks.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.matches("[a-z]{2}/[^.].*\\" + SOURCE))
                    .map(name -> name.substring(0, name.length() - SOURCE.length())).sorted().toList());
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + decks + ": " + e.getMessage(), e);
        }
    }

    /** @param wanted its name, or the number that it begins with, in one language or in all; or its file */
    List<String> named(String wanted) {
        String[] path = wanted.replaceFirst("\\" + SOURCE + "$", "").split("[/\\\\]");
        String name = path[path.length - 1];
        String language = path.length > 1 ? path[path.length - 2] : "";
        List<String> found = all.stream().filter(deck -> (deck + "-").startsWith(language + "/" + name + "-")
                || language.isEmpty() && withoutLanguage(deck + "-").startsWith(name + "-")).toList();
        if (found.isEmpty()) {
            throw new BadInput("there is no deck '" + wanted + "', only "
                    + all.stream().map(DeckNames::withoutLanguage).distinct().sorted().collect(Collectors.joining(", "))
                    + ", with " + all.stream().map(deck -> deck.substring(0, 3)).distinct().collect(Collectors.joining(" or "))
                    + " before it for one language");
        }
        return found;
    }

    private static String withoutLanguage(String deck) {
        return deck.substring(3);
    }
}
