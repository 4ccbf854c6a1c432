package mqttlab.lab.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.lab.BadInput;

/**
 * What is said in a demo.
 *
 * @param name   of its file, such as {@code 01-publish-subscribe}
 * @param lines  what the demo's programs print, with places for details
 */
record Script(String name, Text title, Map<String, Text> lines, List<Step> steps) {

    /** What a lecturer types, such as {@code 01}. */
    String number() {
        return name.substring(0, 2);
    }

    /** @param wanted a step's name, or its number from 1 on */
    int indexOf(String wanted) {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).name().equals(wanted) || String.valueOf(i + 1).equals(wanted)).findFirst()
                .orElseThrow(() -> new BadInput("demo %s has no step '%s'. There are: %s".formatted(number(), wanted,
                        steps.stream().map(Step::name).collect(Collectors.joining(", ")))));
    }

    /**
     * One slide's worth.
     *
     * @param name what the action, the deck and the recorded files call it
     * @param say  what is going to happen, and what to watch for
     * @param seen what has just been seen
     */
    record Step(String name, Text title, Text say, Optional<Text> seen) {
    }
}
