package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * There is one broker, and not a second one for the stages: how many of a snapshot's lines are in the reference, too. Lines
 * without a letter are not counted.
 */
@DisplayName("The broker after each stage")
class SharedLinesTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final int LAST = 99;

    /** In per cent. A share may only rise: whoever makes it do so writes it down here. */
    private static final Map<String, Integer> SHARES = Map.ofEntries(
            entry("00-bytes", 97),
            entry("01-hello", 98),
            entry("02-publish-subscribe", 97),
            entry("03-filters", 98),
            entry("04-retained", 98),
            entry("05-qos-1", 98),
            entry("06-qos-2", 98),
            entry("07-sessions", 98),
            entry("08-keep-alive-and-will", 98),
            entry("09-access-control", 99),
            entry("10-durability", 99),
            entry("11-resilience", 99),
            entry("12-speed", 100));

    /** Where the reference has lines that come with a stage: a file that a stage adds is easier to read than a part of one. */
    private static final int RANGES = 54;
    private static final int RANGES_OF_A_FILE = 4;

    @BeforeAll
    static void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    static List<String> stages() {
        return Snapshot.stages(CHECKOUT);
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("has as many lines in common with the reference as before")
    void sharesLines(String stage) {
        int lines = 0;
        int shared = 0;
        for (var file : Snapshot.of(CHECKOUT, stage).files().entrySet()) {
            List<String> text = lines(new String(file.getValue(), UTF_8));
            lines += text.size();
            shared += inCommon(text, reference(file.getKey()));
        }
        int share = 100 * shared / lines;
        System.out.printf("%-22s %,6d lines, %3d %% of them in the reference%n", stage, lines, share);

        assertThat(share).as("per cent of the lines after stage %s", stage).isEqualTo(SHARES.get(stage));
    }

    /** The file with everything that its stages bring; empty if the reference has none. */
    private static List<String> reference(Path file) {
        Path path = CHECKOUT.referenceBroker().resolve(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = read(path);
        return lines(file.toString().endsWith(".java") ? StageText.solved(file.toString(), text, LAST) : text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> line.chars().anyMatch(Character::isLetter)).toList();
    }

    /** How long the longest sequence is that both have, with gaps. */
    private static int inCommon(List<String> text, List<String> other) {
        int[] best = new int[other.size() + 1];
        for (String line : text) {
            int diagonal = 0;
            for (int i = 1; i <= other.size(); i++) {
                int above = best[i];
                best[i] = line.equals(other.get(i - 1)) ? diagonal + 1 : Math.max(above, best[i - 1]);
                diagonal = above;
            }
        }
        return best[other.size()];
    }

    @Test
    @DisplayName("comes from files that the stages add, and seldom from ranges within one")
    void ranges() throws IOException {
        Path main = CHECKOUT.referenceBroker().resolve("src/main/java");
        Map<String, Integer> ranges = new TreeMap<>();
        try (Stream<Path> files = Files.walk(main)) {
            files.filter(Files::isRegularFile).forEach(file -> ranges.put(main.relativize(file).toString(), ranges(read(file))));
        }
        ranges.values().removeIf(count -> count == 0);
        ranges.forEach((file, count) -> System.out.printf("%3d ranges in %s%n", count, file));

        assertThat(ranges.values()).allMatch(count -> count <= RANGES_OF_A_FILE);
        assertThat(ranges.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(RANGES);
    }

    /** Lines that go, and those that come in their place, are one. */
    private static int ranges(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        int ranges = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean begins = lines.get(i).startsWith("// lab:stage") || lines.get(i).startsWith("// lab:until");
            if (begins && (i == 0 || !lines.get(i - 1).startsWith("// lab:until"))) {
                ranges++;
            }
        }
        return ranges;
    }
}
