package mqttlab.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Two filters")
@Label("Two filters")
class FiltersTest {

    @ParameterizedTest(name = "\"{0}\" and \"{1}\": \"{2}\"")
    @DisplayName("have the names in common that both match")
    @CsvSource({"a, a, a", "a/b, a/+, a/b", "a/+, +/b, a/b", "+, +, +", "+/+, a/+, a/+", "a//b, a/+/b, a//b", "/, +/+, /",
        "a/b/c, a/#, a/b/c", "a/#, a/#, a/#", "a, a/#, a", "a/+, a/#, a/+", "+, a/#, a", "+/#, a, a", "a/#, +/b/#, a/b/#",
        "'#', '#', '#'", "'#', a/+/c, a/+/c", "'#', /, /", "$SYS/#, $SYS/+/x, $SYS/+/x", "$SYS, $SYS/#, $SYS", "a/$b, a/+, a/$b",
        "a/b/#, a/b/#, a/b/#", "+/b, a/#, a/b", "a/+/#, a, "})
    void common(String one, String other, String common) {
        assertThat(Filters.common(one, other)).isEqualTo(Optional.ofNullable(common));
        assertThat(Filters.common(other, one)).isEqualTo(Optional.ofNullable(common));
    }

    @ParameterizedTest(name = "\"{0}\" and \"{1}\"")
    @DisplayName("have no names in common where a level differs, one is longer, or a wildcard would have to match a $")
    @CsvSource({"a, b", "a, a/b", "a, a/+", "a, a/", "a/+, +/b/c", "a/#, b/#", "a/#, b", "a/b/#, a", "+/b, +/c", "/a, a",
        "+, +/+", "'#', $SYS", "'#', $SYS/#", "+/#, $SYS/x", "+, $SYS", "+/x, $SYS/x", "+/+, $x/#", "+/x/#, $SYS", "+, /#"})
    void apart(String one, String other) {
        assertThat(Filters.common(one, other)).isEmpty();
        assertThat(Filters.common(other, one)).isEmpty();
    }

    @Property
    @Label("have just those names in common that each of them matches")
    void asMatched(@ForAll("filters") String one, @ForAll("filters") String other, @ForAll("names") String name) {
        boolean both = matches(one, name) && matches(other, name);
        assertThat(Filters.common(one, other).filter(common -> matches(common, name)).isPresent()).isEqualTo(both);
        Filters.common(one, other).ifPresent(common -> assertThat(Topics.faultOfFilter(common)).isEmpty());
    }

    private static boolean matches(String filter, String name) {
        TopicTree<String> tree = new TopicTree<>();
        tree.update(filter, nothing -> filter);
        boolean[] found = new boolean[1];
        tree.forMatching(name, any -> found[0] = true);
        return found[0];
    }

    @Provide
    Arbitrary<String> filters() {
        return levels("a", "b", "$a", "", "+", "#").filter(filter -> Topics.faultOfFilter(filter).isEmpty());
    }

    @Provide
    Arbitrary<String> names() {
        return levels("a", "b", "$a", "").filter(name -> !name.isEmpty());
    }

    private static Arbitrary<String> levels(String... levels) {
        return Arbitraries.of(List.of(levels)).list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("/", list));
    }
}
