package mqttlab.suites.broker.stage03;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Filters and topic names below one level, of so few words that many of them meet. */
final class RandomTopics {

    private static final String[] WORDS = {"", "a", "b", "c", "A", "ab"};
    private static final int DEEPEST = 5;

    private final Random random;
    private final String top;

    RandomTopics(Random random, String top) {
        this.random = random;
        this.top = top;
    }

    /** No two are equal. */
    List<String> names(int count) {
        return distinct(count, this::name);
    }

    /** No two are equal. */
    List<String> filters(int count) {
        return distinct(count, this::filter);
    }

    private static List<String> distinct(int count, Supplier<String> source) {
        Set<String> found = new LinkedHashSet<>();
        while (found.size() < count) {
            found.add(source.get());
        }
        return List.copyOf(found);
    }

    private String name() {
        StringBuilder name = new StringBuilder(top);
        for (int depth = random.nextInt(DEEPEST + 1); depth > 0; depth--) {
            name.append('/').append(word());
        }
        return name.toString();
    }

    private String filter() {
        StringBuilder filter = new StringBuilder(top);
        for (int depth = 1 + random.nextInt(DEEPEST); depth > 0; depth--) {
            filter.append('/').append(random.nextInt(6) == 0 ? "+" : word());
        }
        // Rarely: else there would be hardly a message that is for nobody.
        return random.nextInt(12) == 0 ? filter.append("/#").toString() : filter.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
