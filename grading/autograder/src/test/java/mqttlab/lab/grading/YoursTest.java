package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.report.JsonReport;
import mqttlab.lab.report.TextReport;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

@DisplayName("Topic filters in a broker that does not work")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class YoursTest {

    private static final String NAIVE = """
            private final Map<String, Set<String>> filters = new ConcurrentHashMap<>();

            public void subscribe(String client, String filter) {
                filters.computeIfAbsent(client, any -> ConcurrentHashMap.newKeySet()).add(filter);
            }

            public void unsubscribe(String client, String filter) {
                filters.getOrDefault(client, Set.of()).remove(filter);
            }

            public Set<String> matching(String topicName) {
                Set<String> clients = new HashSet<>();
                filters.forEach((client, all) -> {
                    if (all.stream().anyMatch(filter -> matches(filter, topicName))) {
                        clients.add(client);
                    }
                });
                return clients;
            }

            private static boolean matches(String filter, String name) {
                if (name.startsWith("$") && !filter.startsWith("$")) {
                    return false;
                }
                String[] want = filter.split("/", -1);
                String[] have = name.split("/", -1);
                for (int i = 0; i < want.length; i++) {
                    if (want[i].equals("#")) {
                        return PARENT;
                    }
                    if (i >= have.length || !want[i].equals("+") && !want[i].equals(have[i])) {
                        return false;
                    }
                }
                return want.length == have.length;
            }
            """;
    private static final String SERVICE = "src/main/resources/META-INF/services/mqttlab.contracts.broker.TopicFilters";

    private final Checkout checkout = Checkout.at(ThisCheckout.root());
    private final LabDefinition stage = checkout.stage("03");

    @TempDir
    Path folder;

    @BeforeEach
    void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    /** @param body of the TopicFilters of a broker that never starts; the course's has a class of the same name */
    private LabResult judge(String body, String... only) throws IOException {
        write("src/main/java/mqttlab/broker/Main.java", """
                package mqttlab.broker;

                public final class Main {
                    public static void main(String[] args) {
                        throw new IllegalStateException("no idea");
                    }
                }
                """);
        write("src/main/java/mqttlab/broker/topic/Topics.java", filters("Topics", body));
        return grade(only);
    }

    private static String filters(String name, String body) {
        return """
                package mqttlab.broker.topic;

                import java.util.*;
                import java.util.concurrent.*;
                import mqttlab.contracts.broker.TopicFilters;

                public final class %s implements TopicFilters {
                %s
                }
                """.formatted(name, body);
    }

    private LabResult grade(String... only) {
        return new LabGrading(stage, Set.of(only), 1, 1, CourseBroker.of(checkout, stage)).grade(
                new Project(folder, stage.libraries()), folder.resolve("classes"),
                CompletableFuture.failedFuture(new AssertionError("no real broker is needed")), result -> { });
    }

    private LabResult judgeWithService(String body, String... only) throws IOException {
        write(SERVICE, "mqttlab.broker.topic.Topics\n");
        return judge(body, only);
    }

    private static String text(LabResult result) {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), Ansi.OFF::string, "./lab check broker 03").write(result);
        return text.toString();
    }

    private static List<String> lost(List<CheckResult> results) {
        return results.stream().filter(each -> each.verdict() != Verdict.PASSED).map(each -> each.check().id()).toList();
    }

    @Test
    @DisplayName("earn half of the points, if they are right, and the reports show both runs")
    void right() throws IOException {
        LabResult result = judgeWithService(NAIVE.replace("PARENT", "true"));

        WithOurs both = result.withOurs().orElseThrow();
        assertThat(lost(both.ours())).isEmpty();
        assertThat(WithOurs.points(both.own())).isZero();
        assertThat(result.points()).isEqualTo(result.total() / 2);
        assertThat(lost(result.results())).contains("misplacedHashCloses", "misplacedPlusCloses", "emptyFilterCloses",
                "unsubackHasTheIdentifier", "unsubackForNothing", "wrongFlagsClose", "noFilterCloses");
        assertThat(result.results().getFirst().message()).startsWith("passed with the course's broker around your topic filters; "
                + "on your own: crashed, the broker ended before it listened").contains("no idea");
        assertThat(both.saved().stream().mapToInt(each -> each.check().points()).sum()).isEqualTo(both.wonBack());
        assertThat(text(result)).containsPattern("✓ \\+\\d  .*, but on your own \\(not run\\):\n    see ")
                .contains("\nOn your own: 0 of " + result.total() + " points\n",
                "\nWith the course's broker around your topic filters: %d of %<d points".formatted(WithOurs.total(both.ours())),
                "\nYour topic filters win back %d points: at most %<d, half of those that your own broker loses.\n"
                        .formatted(result.points()), "but on your own (crashed):\n    the broker ended",
                "\n\nNext: what your own broker lacks");
        Path json = folder.resolve("result.json");
        JsonReport.of(List.of(result)).write(json);
        JsonReport.Both shown = JsonReport.read(json).labs().getFirst().withOurs();
        assertThat(shown.ownPoints()).isZero();
        assertThat(shown.points()).isEqualTo(WithOurs.points(both.ours()));
        assertThat(shown.ownChecks()).hasSameSizeAs(result.results());
    }

    @Test
    @DisplayName("do not make up for a broker that delivers nothing")
    void silent() throws IOException {
        Snapshot.of(checkout, "03").write(folder);
        Path router = folder.resolve("src/main/java/mqttlab/broker/routing/Router.java");
        String text = Files.readString(router);
        String silent = text.replace("(session, granted) -> session.deliver(live, granted)", "(session, granted) -> { }");
        assertThat(silent).isNotEqualTo(text);
        Files.writeString(router, silent);
        write(SERVICE, "mqttlab.broker.topic.Mine\n");
        write("src/main/java/mqttlab/broker/topic/Mine.java", filters("Mine", NAIVE.replace("PARENT", "true")));

        LabResult result = grade();

        WithOurs both = result.withOurs().orElseThrow();
        assertThat(lost(both.ours())).isEmpty();
        int own = WithOurs.points(both.own());
        assertThat(own).isBetween(1, result.total() / 3);
        assertThat(result.points()).isEqualTo(own + (result.total() - own) / 2);
    }

    @Test
    @DisplayName("lose what a # without its parent level costs, and say so")
    void withoutParent() throws IOException {
        WithOurs both = judgeWithService(NAIVE.replace("PARENT", "have.length > i")).withOurs().orElseThrow();

        // Each of the first three has such a filter; the crowds are not run without them.
        assertThat(lost(both.ours())).containsExactlyInAnyOrder("hashMatchesTheParent", "wildcardsWorkTogether",
                "hiddenTopicsAreHeardByName", "amongMany", "fromAllSides");
        assertThat(both.ours()).filteredOn(each -> each.check().id().equals("amongMany")).singleElement()
                .returns(Verdict.NOT_RUN, CheckResult::verdict);
        assertThat(both.better()).filteredOn(each -> each.check().id().equals("hashMatchesTheParent")).singleElement()
                .extracting(CheckResult::message).asString()
                .startsWith("with the course's broker around your topic filters: expected: the message \"");
    }

    @Test
    @DisplayName("that throw have thrown, with the call and the place")
    void throwing() throws IOException {
        LabResult result = judgeWithService("""
                public void subscribe(String client, String filter) { }
                public void unsubscribe(String client, String filter) { }
                public Set<String> matching(String topicName) { throw new IllegalStateException("not yet"); }
                """, "plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels");

        assertThat(result.withOurs().orElseThrow().ours()).hasSize(2).allSatisfy(each -> assertThat(each.message())
                .containsPattern("^TopicFilters.matching\\(\".*\"\\) threw java.lang.IllegalStateException: not yet "
                        + "\\(Topics.java:\\d+\\)"));
        assertThat(text(result)).contains("    TopicFilters.matching(");
        assertThat(result.points()).isZero();
    }

    @Test
    @DisplayName("that cannot be made say why")
    void cannotBeMade() throws IOException {
        LabResult result = judgeWithService(NAIVE.replace("PARENT", "true") + "public Topics(String name) { }",
                "plusMatchesOneLevel");

        assertThat(result.withOurs().orElseThrow().ours()).singleElement().returns(Verdict.CRASHED, CheckResult::verdict)
                .extracting(CheckResult::message).asString().contains("your TopicFilters cannot be made");
    }

    @Test
    @DisplayName("that do nothing earn nothing: what the course's broker does is not theirs")
    void idle() throws IOException {
        LabResult result = judgeWithService("""
                public void subscribe(String client, String filter) { }
                public void unsubscribe(String client, String filter) { }
                public Set<String> matching(String topicName) { return Set.of(); }
                """);

        assertThat(result.points()).isZero();
    }

    @Test
    @DisplayName("are not asked without a service file, for other stages, or for checks that they do not decide")
    void notAsked() throws IOException {
        assertThat(judge(NAIVE.replace("PARENT", "true"), "plusMatchesOneLevel").withOurs()).isEmpty();
        assertThat(judgeWithService(NAIVE.replace("PARENT", "true"), "unsubackForNothing").withOurs()).isEmpty();
        assertThat(CourseBroker.of(checkout, checkout.stage("02"))).isEqualTo(Optional.empty());
    }
}
