package mqttlab.slides;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.standard.Clause;
import mqttlab.lab.standard.Standard;

/** The links at the end of a handout: to the labs and stages that the deck names before its first slide, and to the standard. */
final class ToReadOn {

    private static final Pattern LABS = Pattern.compile("(?iu)\\b(?:labs?|prácticas?) ((?:\\d\\d(?:, | and | y )?)+)");
    private static final Pattern STAGES = Pattern.compile("(?iu)\\b(?:stages?|etapas?) ((?:\\d\\d(?:, | and | y )?)+)");
    private static final Pattern NUMBER = Pattern.compile("\\d\\d");
    private static final Pattern CLAUSE = Pattern.compile("MQTT-\\d+(?:\\.\\d+)+-\\d+");

    private ToReadOn() {
    }

    static List<String> of(List<String> deck, Checkout checkout) {
        String head = String.join("\n", DeckSource.of(deck).head());
        List<String> links = new ArrayList<>();
        numbers(LABS, head).forEach(number -> links.add(link("the-lab", checkout.lab(number))));
        numbers(STAGES, head).forEach(number -> links.add(link("the-stage", checkout.stage(number))));
        links.add("* link:%s[MQTT 3.1.1]%s".formatted(Standard.PAGE, sections(String.join("\n", deck))));
        return links;
    }

    private static List<String> numbers(Pattern kind, String head) {
        return kind.matcher(head).results().flatMap(list -> NUMBER.matcher(list.group(1)).results())
                .map(MatchResult::group).toList();
    }

    private static String link(String word, LabDefinition lab) {
        return "* {%s} %s: link:{course-url}/%s[%s]".formatted(word, lab.number(), lab.handout(), lab.handout());
    }

    /** Those whose clauses the deck or its notes cite. */
    private static String sections(String deck) {
        Map<String, String> sections = new LinkedHashMap<>();
        Standard.clauses().values().stream().filter(cited(deck)::contains)
                .forEach(clause -> sections.putIfAbsent(clause.section().number(), clause.url()));
        return sections.isEmpty() ? "" : sections.entrySet().stream()
                .map(each -> "link:%s[%s]".formatted(each.getValue(), each.getKey()))
                .collect(joining(", ", ", {sections-cited} ", ""));
    }

    private static List<Clause> cited(String deck) {
        return CLAUSE.matcher(deck).results().map(each -> Clause.of(each.group()).orElseThrow(() ->
                new IllegalArgumentException("the standard has no clause " + each.group()))).toList();
    }
}
