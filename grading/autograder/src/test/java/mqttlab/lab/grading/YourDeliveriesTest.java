package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Deliveries in a broker that does not work")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class YourDeliveriesTest {

    private static final String WINDOW_OF_TEN = """
            private final Set<Integer> underWay = new HashSet<>();
            private final Queue<Long> waiting = new ArrayDeque<>();
            private int last;

            public List<Departure> add(long message) {
                waiting.add(message);
                return next();
            }

            public List<Departure> acknowledged(int packetId) {
                underWay.remove(packetId);
                return next();
            }

            private List<Departure> next() {
                List<Departure> departures = new ArrayList<>();
                while (!waiting.isEmpty() && underWay.size() < 10) {
                    do {
                        last = last % 65_535 + 1;
                    } while (!underWay.add(last));
                    departures.add(new Departure(waiting.remove(), last));
                }
                return departures;
            }
            """;

    private final Checkout checkout = Checkout.at(ThisCheckout.root());
    private final LabDefinition stage = checkout.stage("05");

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

    /** @param body of the Deliveries of a broker that never starts; the course's has a class of the same name */
    private LabResult judge(String body, String... only) throws IOException {
        write("src/main/java/mqttlab/broker/Main.java", """
                package mqttlab.broker;

                public final class Main {
                    public static void main(String[] args) {
                        throw new IllegalStateException("no idea");
                    }
                }
                """);
        write("src/main/java/mqttlab/broker/session/Outgoing.java", """
                package mqttlab.broker.session;

                import java.util.*;
                import mqttlab.contracts.broker.Deliveries;

                public final class Outgoing implements Deliveries {
                %s
                }
                """.formatted(body));
        write("src/main/resources/META-INF/services/mqttlab.contracts.broker.Deliveries", "mqttlab.broker.session.Outgoing\n");
        return new LabGrading(stage, Set.of(only), 1, 1, CourseBroker.of(checkout, stage)).grade(
                new Project(folder, stage.libraries()), folder.resolve("classes"),
                CompletableFuture.failedFuture(new AssertionError("no real broker is needed")), result -> { });
    }

    private static List<String> lost(List<CheckResult> results) {
        return results.stream().filter(each -> each.verdict() != Verdict.PASSED).map(each -> each.check().id()).toList();
    }

    @Test
    @DisplayName("earn half of the points, if they are right")
    void right() throws IOException {
        LabResult result = judge(WINDOW_OF_TEN);

        assertThat(lost(result.withOurs().orElseThrow().ours())).isEmpty();
        assertThat(result.points()).isEqualTo(result.total() / 2);
    }

    @Test
    @DisplayName("lose what a PUBACK costs that makes no room")
    void nobodySendsTheRest() throws IOException {
        LabResult result = judge(WINDOW_OF_TEN.replace("underWay.remove(packetId);\n    return next();",
                "underWay.remove(packetId);\n    return List.of();"), "unusedIdentifiers", "waitsForPubacks");

        assertThat(lost(result.withOurs().orElseThrow().ours())).containsExactly("waitsForPubacks");
    }

    @Test
    @DisplayName("that throw have thrown, with the call and the place")
    void throwing() throws IOException {
        LabResult result = judge("""
                public List<Departure> add(long message) { throw new IllegalStateException("not yet"); }
                public List<Departure> acknowledged(int packetId) { return List.of(); }
                """, "sendsWithQos1");

        assertThat(result.withOurs().orElseThrow().ours()).singleElement().extracting(CheckResult::message).asString()
                .containsPattern("Deliveries.add\\(1\\) threw java.lang.IllegalStateException: not yet \\(Outgoing.java:\\d+\\)");
        assertThat(result.points()).isZero();
    }

    @Test
    @DisplayName("that do nothing earn nothing: what the course's broker does is not theirs")
    void idle() throws IOException {
        LabResult result = judge("""
                public List<Departure> add(long message) { return List.of(); }
                public List<Departure> acknowledged(int packetId) { return List.of(); }
                """);

        assertThat(result.points()).isZero();
    }
}
