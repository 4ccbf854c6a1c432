package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a deck is made of: itself, and whatever it includes, and what that includes. */
final class Included {

    private static final Pattern ATTRIBUTE = Pattern.compile(":([\\w-]+): +(.*)");
    private static final Pattern INCLUDE = Pattern.compile("(?:include|plantuml|image)::(.+?)\\[.*");
    private static final Pattern REFERENCE = Pattern.compile("\\{([\\w-]+)}");

    private final Map<String, String> attributes;
    private final Set<Path> files = new TreeSet<>();

    private Included(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    /** @param attributes that its text may use, besides those that it sets itself */
    static Set<Path> by(Path deck, Map<String, String> attributes) throws IOException {
        Included included = new Included(new TreeMap<>(attributes));
        included.read(deck.normalize());
        return included.files;
    }

    /** A file that is not there counts as well: it may come. */
    private void read(Path file) throws IOException {
        if (!files.add(file) || !Files.isRegularFile(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher attribute = ATTRIBUTE.matcher(line);
            Matcher include = INCLUDE.matcher(line);
            if (attribute.matches()) {
                attributes.put(attribute.group(1), resolved(attribute.group(2)));
            } else if (include.matches()) {
                read(file.resolveSibling(resolved(include.group(1))).normalize());
            }
        }
    }

    /** One that nobody has set stays as it is, and is no file. */
    private String resolved(String text) {
        return REFERENCE.matcher(text).replaceAll(each ->
                Matcher.quoteReplacement(attributes.getOrDefault(each.group(1), each.group())));
    }
}
