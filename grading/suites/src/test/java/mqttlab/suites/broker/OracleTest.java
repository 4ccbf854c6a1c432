package mqttlab.suites.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.proofs.Notes;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.EveryBroker;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.student.InSameJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Brokers that others have written pass what a student's broker is checked for: a check that they fail is wrong, or a
 * documented {@link Deviation}.
 *
 * <p>{@code LAB_BROKER} demands one kind. {@code -Dlab.seed=N} plays a run again.
 */
@DisplayName("The checks of the broker's stages")
@ProvedOnce(reads = "broker-from-scratch/stages/*.yaml")
class OracleTest {

    private static final EveryBroker BROKERS = EveryBroker.fromEnvironment();
    private static final long SEED = Long.getLong("lab.seed", Setup.randomSeed());

    /**
     * What is asked is whether they pass, not how fast: they share two cores with the rest of the build, and Moquette this JVM.
     * An event has less than 10 s, though: then Moquette closes a connection without a CONNECT by itself, and would pass checks
     * that it should fail.
     */
    @BeforeAll
    static void bePatient() {
        System.setProperty(Patience.PROPERTY, "1.8");
    }

    @AfterAll
    static void closeBrokers() {
        System.clearProperty(Patience.PROPERTY);
        BROKERS.close();
    }

    @TestFactory
    @DisplayName("are passed by real brokers, but for documented deviations")
    Stream<DynamicContainer> realBrokers() {
        return BROKERS.different().stream().map(kind -> dynamicContainer(kind + ", seed " + SEED,
                Stages.onTheWire().stream().map(stage -> dynamicContainer(stage, judged(kind, stage)))));
    }

    @TestFactory
    @DisplayName("are there where a deviation is documented")
    Stream<DynamicTest> deviations() {
        return Stages.all().stream().map(stage -> dynamicTest(stage, () -> {
            List<String> checks = new CheckRun(Stages.packageOf(stage), Set.of()).checks().stream().map(Check::id).toList();
            assertThat(checks).containsAll(Deviation.in(stage).stream().map(Deviation::check).toList());
        }));
    }

    /** Lazily, so that each stage runs when its turn comes. */
    private static Stream<DynamicTest> judged(String kind, String stage) {
        return Stream.of(stage).flatMap(any -> {
            Map<String, CheckResult> results = byId(run(BROKERS.of(kind), stage, Set.of()));
            results.putAll(byId(again(kind, stage, results)));
            return results.values().stream()
                    .map(result -> dynamicTest(result.check().id(), () -> judge(kind, stage, result, results)));
        });
    }

    private static List<CheckResult> run(Brokers brokers, String stage, Set<String> only) {
        // Not closed with its setup: the brokers serve the other stages, too.
        return new CheckRun(Stages.packageOf(stage), only).run(new Setup(new InSameJvm(), brokers, SEED), result -> { });
    }

    private static Map<String, CheckResult> byId(List<CheckResult> results) {
        return results.stream().collect(Collectors.toMap(result -> result.check().id(), Function.identity(),
                (one, other) -> other, LinkedHashMap::new));
    }

    /**
     * What was lost while others ran beside it, one after the other, and on a broker of their own: for a minute after a client
     * with thousands of subscriptions has gone, Moquette answers only every other client. This is about whether the checks are
     * right, and not about how these brokers share two cores; what passes now is named in the last lines of the build.
     */
    private static List<CheckResult> again(String kind, String stage, Map<String, CheckResult> first) {
        Set<String> lost = first.values().stream().filter(result -> !isAsExpected(kind, stage, result, first))
                .map(result -> result.check().id()).collect(Collectors.toSet());
        if (lost.isEmpty()) {
            return List.of();
        }
        System.setProperty(Setup.SIDE_BY_SIDE_PROPERTY, "1");
        try (Brokers fresh = Brokers.named(kind)) {
            List<CheckResult> results = run(fresh, stage, lost);
            results.stream().filter(result -> result.verdict() == Verdict.PASSED).forEach(result -> Notes.ofThisBuild().flaky(
                    "%s of %s on %s".formatted(result.check().id(), stage, kind), "at first "
                            + first.get(result.check().id()).message().lines().findFirst().orElse("") + "; alone it passed"));
            return results;
        } finally {
            System.clearProperty(Setup.SIDE_BY_SIDE_PROPERTY);
        }
    }

    private static void judge(String kind, String stage, CheckResult result, Map<String, CheckResult> all) {
        if (!isAsExpected(kind, stage, result, all)) {
            fail(Deviation.of(kind, stage, result.check().id())
                    .map(deviation -> "%s, it says; now it %s".formatted(deviation, result.verdict()))
                    .orElseGet(() -> "%s: %s%n%s".formatted(result.verdict(), result.message(),
                            String.join("\n", result.evidence().history()))));
        }
    }

    private static boolean isAsExpected(String kind, String stage, CheckResult result, Map<String, CheckResult> all) {
        boolean passed = result.verdict() == Verdict.PASSED;
        boolean failed = Set.of(Verdict.FAILED, Verdict.CRASHED, Verdict.TIMED_OUT).contains(result.verdict());
        return isExcused(kind, stage, result, all) || Deviation.of(kind, stage, result.check().id())
                .map(deviation -> failed || passed && !deviation.always()).orElse(passed);
    }

    /** It was not run because of a documented deviation, and for no other reason. */
    private static boolean isExcused(String kind, String stage, CheckResult result, Map<String, CheckResult> all) {
        return result.verdict() == Verdict.NOT_RUN && result.check().dependsOn().stream().map(all::get)
                .filter(before -> before.verdict() != Verdict.PASSED)
                .allMatch(before -> Deviation.of(kind, stage, before.check().id()).isPresent()
                        || isExcused(kind, stage, before, all));
    }
}
