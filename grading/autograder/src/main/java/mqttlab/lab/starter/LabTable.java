package mqttlab.lab.starter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Track;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;

/**
 * The table of a track's labs in its README, between the comments {@code lab:table} and {@code lab:end}. It is made from the
 * manifests, so that nobody has to enter a lab that joins.
 *
 * @param name    the page, as a person who stands in the checkout would write it
 * @param found   what it says
 * @param correct what it is to say
 */
public record LabTable(String name, Path file, String found, String correct) {

    private static final Pattern PLACE = Pattern.compile("(?s)(?<=\n// lab:table\n).*?(?=// lab:end\n)");
    private static final String TABLE = """
            [cols="1,3,1,1,5,5",options="header"]
            |===
            |%s |Title |Points |Minutes |You build |You learn

            %s
            |===
            """;

    /** Empty if the page has no place for it. */
    public static Optional<LabTable> of(Checkout checkout, Track track) {
        Path file = checkout.root().resolve(track.readme());
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            Matcher place = PLACE.matcher(text);
            return place.find() ? Optional.of(new LabTable(track.readme(), file, text,
                    text.substring(0, place.start()) + table(checkout, track) + text.substring(place.end()))) : Optional.empty();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String table(Checkout checkout, Track track) {
        String noun = track.noun().substring(0, 1).toUpperCase(Locale.ROOT) + track.noun().substring(1);
        return TABLE.formatted(noun, checkout.all(track).stream().map(LabTable::row).collect(Collectors.joining("\n\n")));
    }

    private static String row(LabDefinition lab) {
        Path page = Path.of(lab.track().readme()).getParent().relativize(Path.of(lab.handout()));
        int points = new CheckRun(lab.suite(), Set.of()).checks().stream().mapToInt(Check::points).sum();
        return "|%s |link:%s[%s] |%d |%d\n|%s\n|%s".formatted(lab.number(), SlashedPath.of(page), lab.title(),
                points, lab.manifest().minutes(), lab.manifest().build(), lab.manifest().learn());
    }

    public Optional<Difference.Changed> difference() {
        return found.equals(correct) ? Optional.empty()
                : Optional.of(Difference.Changed.between(Path.of(name), correct.getBytes(UTF_8), found.getBytes(UTF_8)));
    }

    public void write() {
        try {
            Files.writeString(file, correct);
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
