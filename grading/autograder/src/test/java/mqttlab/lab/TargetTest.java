package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.student.StudentBroker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without the checks that take seconds each; {@code -Dlab.mutants=all} takes these, too. */
@DisplayName("./lab check broker NN --target")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class TargetTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final boolean ALL = "all".equals(System.getProperty("lab.mutants"));
    private static final Map<String, Path> CLASSES = new ConcurrentHashMap<>();

    @TempDir
    private static Path projects;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    @ParameterizedTest(name = "stage {0}")
    @CsvSource({"05, answersPublish", "06, answersInTurn", "07, subscriptionsStay", "08, whenCutOff"})
    @DisplayName("gives all points to a running broker that can do it, and not to the one of the stage before")
    void target(String stage, String essential) throws IOException {
        Map<String, String> right = verdicts(stage, stage, 0);
        assertThat(right.values()).as("%s", right).isNotEmpty().containsOnly("passed");

        Map<String, String> wrong = verdicts(stage, "%02d".formatted(Integer.parseInt(stage) - 1), 1);
        assertThat(wrong).containsEntry(essential, "failed");
    }

    /**
     * Of each check.
     *
     * @param after the stage after which the broker is as it is now
     */
    private Map<String, String> verdicts(String stage, String after, int status) throws IOException {
        LabDefinition definition = CHECKOUT.stage(after);
        Path classes = CLASSES.computeIfAbsent(definition.slug(), TargetTest::compiled);
        Path report = folder.resolve(stage + after + ".json");
        try (StudentBroker broker = StudentBroker.started(classes, definition.libraries(), definition.main(), "the broker")) {
            Ran ran = Ran.lab(ThisCheckout.root().toString(), "check", "broker", stage, "--target",
                    "tcp://%s:%d".formatted(broker.host(), broker.port()), "--json", report.toString(),
                    "--only", String.join(",", wanted(CHECKOUT.stage(stage))));
            assertThat(ran.status()).as("the exit status; it said %s %s", ran.out(), ran.err()).isEqualTo(status);
            assertThat(ran.out()).contains("Broker: tcp://", "Its memory is not bounded here");
        }
        Map<String, String> verdicts = new HashMap<>();
        for (JsonNode check : new ObjectMapper().readTree(report.toFile()).path("labs").path(0).path("checks")) {
            verdicts.put(check.path("id").textValue(), check.path("verdict").textValue());
        }
        return verdicts;
    }

    private static Set<String> wanted(LabDefinition stage) {
        List<Check> checks = new CheckRun(stage.suite(), Set.of()).checks();
        return checks.stream().filter(each -> ALL || !each.isDear()).map(Check::id).collect(Collectors.toSet());
    }

    private static Path compiled(String stage) {
        Path project = projects.resolve(stage);
        Snapshot.of(CHECKOUT, stage).write(project);
        Compilation compilation = new Project(project, CHECKOUT.stages().getFirst().libraries()).compile();
        assertThat(compilation.problems()).isEmpty();
        return compilation.classes();
    }
}
