package mqttlab.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import mqttlab.testkit.InfrastructureException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Knows all checks before anything runs, and gives each of them exactly one verdict. */
final class CheckListener implements TestExecutionListener {

    private final Map<String, Check> planned = new LinkedHashMap<>();
    private final Map<String, CheckResult> results = new ConcurrentHashMap<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Set<String> lostInUsedJvm = ConcurrentHashMap.newKeySet();
    private final Map<String, String> brokenSuites = new ConcurrentHashMap<>();
    private final Consumer<CheckResult> progress;

    CheckListener(TestPlan plan, Consumer<CheckResult> progress) {
        this.progress = progress;
        plan.accept(new TestPlan.Visitor() {
            @Override
            public void visit(TestIdentifier test) {
                check(test).ifPresent(check -> planned.put(test.getUniqueId(), check));
            }
        });
    }

    private static Optional<Check> check(TestIdentifier test) {
        return test.isTest()
                ? test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .map(source -> Check.of(source.getJavaClass(), source.getJavaMethod()))
                : Optional.empty();
    }

    List<Check> checks() {
        return List.copyOf(planned.values());
    }

    /** One result for each check that was planned, in the order of the plan, whatever has happened in between. */
    List<CheckResult> results() {
        List<CheckResult> all = new ArrayList<>();
        planned.forEach((id, check) -> all.add(results.getOrDefault(id,
                new CheckResult(check, Verdict.INFRASTRUCTURE_ERROR, notReached(), Evidence.NONE, Duration.ZERO))));
        return all;
    }

    /** Ids of checks that were lost in a JVM in which others had run before. */
    Set<String> lostInUsedJvm() {
        return Set.copyOf(lostInUsedJvm);
    }

    private String notReached() {
        return brokenSuites.isEmpty() ? "the run ended before this check" : String.join("; ", brokenSuites.values());
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, Verdict.NOT_RUN, reason, Evidence.NONE);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!planned.containsKey(test.getUniqueId())) {
            result.getThrowable().ifPresent(thrown -> brokenSuites.put(test.getUniqueId(), String.valueOf(thrown.getMessage())));
            return;
        }
        switch (result.getThrowable().orElse(null)) {
            case null -> record(test, Verdict.PASSED, "", Evidence.NONE);
            case CheckFailure failure -> {
                if (!failure.inFreshJvm()) {
                    lostInUsedJvm.add(planned.get(test.getUniqueId()).id());
                }
                record(test, failure.verdict(), failure.what(), failure.evidence());
            }
            case Throwable thrown -> record(test, Verdict.INFRASTRUCTURE_ERROR, reason(thrown), Evidence.NONE);
        }
    }

    /** JUnit wraps what goes wrong while a scene is set up: what was meant for people is further down. */
    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InfrastructureException) {
                return cause.getMessage();
            }
        }
        return String.valueOf(thrown.getMessage());
    }

    private void record(TestIdentifier test, Verdict verdict, String message, Evidence evidence) {
        long since = started.getOrDefault(test.getUniqueId(), System.nanoTime());
        CheckResult result = new CheckResult(planned.get(test.getUniqueId()), verdict, message, evidence,
                Duration.ofNanos(System.nanoTime() - since));
        results.put(test.getUniqueId(), result);
        progress.accept(result);
    }
}
