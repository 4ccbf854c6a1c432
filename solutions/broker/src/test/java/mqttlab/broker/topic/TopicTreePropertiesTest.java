package mqttlab.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A topic tree agrees with a matcher that takes section 4.7 word for word")
class TopicTreePropertiesTest {

    @Property(tries = 500)
    @Label("on the filters that match a name, also after some were removed")
    void filters(@ForAll("filters") List<String> filters, @ForAll("filters") List<String> removed, @ForAll("name") String name) {
        TopicTree<String> tree = treeOf(filters, removed);
        List<String> found = new ArrayList<>();
        tree.forMatching(name, found::add);
        Set<String> expected = rest(filters, removed);
        expected.removeIf(filter -> !matches(filter, name));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 500)
    @Label("on the names that a filter matches, also after some were removed")
    void names(@ForAll("names") List<String> names, @ForAll("names") List<String> removed, @ForAll("filter") String filter) {
        TopicTree<String> tree = treeOf(names, removed);
        List<String> found = new ArrayList<>();
        tree.forNamesMatching(filter, found::add);
        Set<String> expected = rest(names, removed);
        expected.removeIf(name -> !matches(filter, name));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 500)
    @Label("and what is valid is found with itself as a filter")
    void itself(@ForAll("name") String name) {
        assertThat(Topics.faultOfName(name)).isEmpty();
        assertThat(Topics.faultOfFilter(name)).isEmpty();
        TopicTree<String> tree = treeOf(List.of(name), List.of());
        List<String> found = new ArrayList<>();
        tree.forMatching(name, found::add);
        tree.forNamesMatching(name, found::add);
        assertThat(found).containsExactly(name, name);
    }

    private static TopicTree<String> treeOf(List<String> topics, List<String> removed) {
        TopicTree<String> tree = new TopicTree<>();
        topics.forEach(topic -> tree.update(topic, none -> topic));
        removed.forEach(topic -> tree.update(topic, none -> null));
        return tree;
    }

    private static Set<String> rest(List<String> topics, List<String> removed) {
        Set<String> rest = new HashSet<>(topics);
        removed.forEach(rest::remove);
        return rest;
    }

    /** Level by level, by recursion; slow, and short enough to be seen to be right. */
    private static boolean matches(String filter, String name) {
        boolean wild = filter.startsWith("+") || filter.startsWith("#");
        return !(wild && name.startsWith("$")) && matches(List.of(filter.split("/", -1)), List.of(name.split("/", -1)));
    }

    private static boolean matches(List<String> filter, List<String> name) {
        if (filter.isEmpty() || filter.getFirst().equals("#")) {
            return name.isEmpty() || !filter.isEmpty();
        }
        boolean sameLevel = !name.isEmpty() && (filter.getFirst().equals("+") || filter.getFirst().equals(name.getFirst()));
        return sameLevel && matches(filter.subList(1, filter.size()), name.subList(1, name.size()));
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.of("", "a", "b", "$", "$a", "ñ").list().ofMinSize(1).ofMaxSize(5)
                .map(levels -> String.join("/", levels)).filter(name -> !name.isEmpty());
    }

    @Provide
    Arbitrary<String> filter() {
        Arbitrary<List<String>> levels = Arbitraries.of("+", "+", "", "a", "a", "b", "$a").list().ofMaxSize(4);
        return Combinators.combine(levels, Arbitraries.of("/#", "")).as((some, end) -> String.join("/", some) + end)
                .map(filter -> filter.equals("/#") || filter.isEmpty() ? "#" : filter);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<String>> filters() {
        return filter().list().ofMaxSize(20);
    }
}
