package mqttlab.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A topic tree")
class TopicTreeTest {

    private final TopicTree<String> tree = new TopicTree<>();

    @ParameterizedTest(name = "name {0}, filter {1}: {2}")
    @CsvSource(textBlock = """
            sport/tennis/player1,                sport/tennis/player1/#, true
            sport/tennis/player1/ranking,        sport/tennis/player1/#, true
            sport/tennis/player1/score/wimbledon, sport/tennis/player1/#, true
            sport,                               sport/#,              true
            sport/tennis,                        sport/#,              true
            sports,                              sport/#,              false
            spor,                                sport/#,              false
            tennis,                              sport/#,              false
            tennis/sport,                        sport/#,              false
            sport/tennis,                        'sport/tennis/#',     true
            a,                                   #,                    true
            a/b/c,                               #,                    true
            /,                                   #,                    true
            /a,                                  /#,                   true
            /,                                   /#,                   true
            a,                                   /#,                   false
            sport/tennis/player1,                sport/tennis/+,       true
            sport/tennis/player2,                sport/tennis/+,       true
            sport/tennis/player1/ranking,        sport/tennis/+,       false
            sport/tennis,                        sport/tennis/+,       false
            sport,                               sport/+,              false
            sport/,                              sport/+,              true
            sport/,                              sport,                false
            sport,                               sport/,               false
            /finance,                            +/+,                  true
            /finance,                            /+,                   true
            /finance,                            +,                    false
            finance,                             +,                    true
            finance/,                            +,                    false
            finance/,                            +/+,                  true
            //,                                  +/+/+,                true
            //,                                  +/+,                  false
            a//b,                                a/+/b,                true
            a/x/b,                               a/+/b,                true
            a/x/y/b,                             a/+/b,                false
            a/x/b,                               a/+/c,                false
            a/x/b/c,                             +/x/#,                true
            a/x,                                 +/x/#,                true
            a/y,                                 +/x/#,                false
            a/b/c/d,                             +/b/+/d,              true
            a/b/c,                               +/+/#,                true
            a/b,                                 +/+/#,                true
            a,                                   +/+/#,                false
            a/b,                                 A/b,                  false
            ACCOUNTS,                            Accounts,             false
            $SYS,                                #,                    false
            $SYS/monitor/Clients,                #,                    false
            $SYS/monitor/Clients,                +/monitor/Clients,    false
            $SYS/monitor/Clients,                +/monitor/#,          false
            $SYS/monitor/Clients,                +/+/+,                false
            $SYS,                                +,                    false
            $,                                   +,                    false
            $/a,                                 +/#,                  false
            $SYS/monitor/Clients,                $SYS/#,               true
            $SYS,                                $SYS/#,               true
            $SYS/monitor/Clients,                $SYS/monitor/+,       true
            $SYS/monitor/Clients,                $SYS/+/Clients,       true
            $SYS/monitor/Clients,                $SYS/monitor/Clients, true
            a/$SYS,                              a/+,                  true
            a/$SYS/b,                            a/#,                  true
            /$SYS,                               +/+,                  true
            /$SYS,                               #,                    true
            /$SYS/b,                             +/#,                  true
            noticias/cádiz/🌊,                   noticias/+/🌊,        true
            noticias/cádiz,                      noticias/cadiz,       false
            'with blanks/ ',                     'with blanks/+',      true
            """)
    @DisplayName("finds the filters that match a name, and the names that a filter matches (section 4.7)")
    void matching(String name, String filter, boolean matches) {
        tree.update(filter, none -> "found");
        assertThat(matchingFilters(name)).hasSize(matches ? 1 : 0);

        TopicTree<String> names = new TopicTree<>();
        names.update(name, none -> "found");
        assertThat(matchedNames(names, filter)).hasSize(matches ? 1 : 0);
    }

    @Test
    @DisplayName("finds each of several filters once, and each of several names")
    void several() {
        for (String filter : List.of("a/b", "a/+", "+/b", "+/+", "a/#", "+/#", "#", "a/b/#", "a/c", "b/+", "+", "a/b/+")) {
            tree.update(filter, none -> filter);
        }
        assertThat(matchingFilters("a/b"))
                .containsExactlyInAnyOrder("a/b", "a/+", "+/b", "+/+", "a/#", "+/#", "#", "a/b/#");

        TopicTree<String> names = new TopicTree<>();
        for (String name : List.of("a", "a/b", "a/c", "a/b/c", "/", "$SYS", "$SYS/a", "b")) {
            names.update(name, none -> name);
        }
        assertThat(matchedNames(names, "#")).containsExactlyInAnyOrder("a", "a/b", "a/c", "a/b/c", "/", "b");
        assertThat(matchedNames(names, "a/#")).containsExactlyInAnyOrder("a", "a/b", "a/c", "a/b/c");
        assertThat(matchedNames(names, "a/+")).containsExactlyInAnyOrder("a/b", "a/c");
        assertThat(matchedNames(names, "+/a")).isEmpty();
        assertThat(matchedNames(names, "$SYS/#")).containsExactlyInAnyOrder("$SYS", "$SYS/a");
    }

    @Test
    @DisplayName("gives a change what is there, and leaves what it returns")
    void update() {
        List<String> given = new ArrayList<>();
        for (String next : List.of("one", "two")) {
            tree.update("a/b", old -> {
                given.add(old);
                return next;
            });
        }
        assertThat(given).containsExactly(null, "one");
        assertThat(matchingFilters("a/b")).containsExactly("two");
    }

    @Test
    @DisplayName("forgets what is removed, and keeps what is above, below and beside it")
    void removal() {
        for (String filter : List.of("a", "a/b", "a/b/c", "a/d")) {
            tree.update(filter, none -> filter);
        }
        tree.update("a/b", old -> null);
        tree.update("a/b/x/y", old -> null);
        assertThat(matchedNames(tree, "#")).containsExactlyInAnyOrder("a", "a/b/c", "a/d");
        tree.update("a", old -> null);
        assertThat(matchedNames(tree, "#")).containsExactlyInAnyOrder("a/b/c", "a/d");
        tree.update("a/b/c", old -> null);
        tree.update("a/d", old -> null);
        tree.update("a", none -> "again");
        assertThat(matchedNames(tree, "#")).containsExactly("again");
    }

    @Test
    @DisplayName("takes no memory for names that were used once")
    void pruned() {
        tree.update("kept/here", none -> "kept");
        TopicTree<String> untouched = new TopicTree<>();
        untouched.update("kept/here", none -> "kept");
        for (int i = 0; i < 100; i++) {
            String once = "kept/%d/and/below".formatted(i);
            tree.update(once, none -> "once");
            tree.update(once, old -> null);
            tree.update("never/%d/held/a/thing".formatted(i), UnaryOperator.identity());
        }
        assertThat(tree).usingRecursiveComparison().ignoringFields("changing").isEqualTo(untouched);
    }

    @Test
    @DisplayName("loses nothing when several threads change it, and can be asked meanwhile")
    void threads() throws Exception {
        TopicTree<Integer> counters = new TopicTree<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                all.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 2_000; i++) {
                        counters.update("shared/" + i % 10, old -> old == null ? 1 : old + 1);
                        // Its node comes and goes beside the others.
                        counters.update("shared/" + i % 10 + "/gone", old -> old == null ? 1 : null);
                        counters.forNamesMatching("#", any -> { });
                        counters.forMatching("shared/5/gone", any -> { });
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        IntStream.range(0, 10).forEach(i -> {
            List<Integer> counted = new ArrayList<>();
            counters.forNamesMatching("shared/" + i, counted::add);
            assertThat(counted).containsExactly(8 * 200);
        });
    }

    private List<String> matchingFilters(String name) {
        List<String> found = new ArrayList<>();
        tree.forMatching(name, found::add);
        return found;
    }

    private static List<String> matchedNames(TopicTree<String> names, String filter) {
        List<String> found = new ArrayList<>();
        names.forNamesMatching(filter, found::add);
        return found;
    }
}
