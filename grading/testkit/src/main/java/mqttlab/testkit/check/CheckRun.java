package mqttlab.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of the checks of a suite package on a student's code. Other runs may go on at the same time.
 *
 * <p>Checks run side by side, in waves: first those on which others depend, then those that depend on these alone, and so on;
 * and beside the waves those that have nothing to do with any other. A check is not run unless all that it depends on has
 * passed.
 */
public final class CheckRun {

    private final String suitePackage;
    private final List<Check> checks;

    /**
     * @param suitePackage the package whose classes {@code …Checks}, marked {@link CheckSuite}, hold the checks
     * @param only         ids of the checks to run; empty for all
     * @throws InfrastructureException if there is no such check in the package
     */
    public CheckRun(String suitePackage, Set<String> only) {
        this.suitePackage = suitePackage;
        List<Check> all = declared();
        Set<String> unknown = only.stream()
                .filter(id -> all.stream().noneMatch(check -> check.id().equals(id)))
                .collect(Collectors.toSet());
        if (all.isEmpty() || !unknown.isEmpty()) {
            throw new InfrastructureException(all.isEmpty()
                    ? "There are no checks in " + suitePackage + "."
                    : "There is no check named " + String.join(" or ", unknown) + ". There are: "
                            + all.stream().map(Check::id).collect(Collectors.joining(", ")) + ".");
        }
        this.checks = all.stream().filter(check -> only.isEmpty() || only.contains(check.id())).toList();
    }

    private List<Check> declared() {
        try (LauncherSession session = LauncherFactory.openSession(quiet())) {
            return new CheckListener(discover(session, Set.of(), 1), result -> { }).checks();
        }
    }

    /** All checks of this run, in their order. */
    public List<Check> checks() {
        return checks;
    }

    /**
     * Runs the checks and gives each one a verdict.
     *
     * @param progress told of each result as it comes, from several threads
     * @return a result for each check, in their order
     */
    public List<CheckResult> run(Setup setup, Consumer<CheckResult> progress) {
        int sideBySide = setup.sideBySide();
        List<Check> independent = sideBySide == 1 ? List.of() : checks.stream().filter(this::isIndependent).toList();
        setup.code().expect(checks.size(), sideBySide + Math.min(independent.size(), 1));
        CompletableFuture<List<CheckResult>> beside = independent.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.supplyAsync(() -> runWave(setup, ids(independent), progress), Thread::startVirtualThread);
        Map<String, CheckResult> results = new HashMap<>();
        List<Check> left = new ArrayList<>(checks);
        left.removeAll(independent);
        while (!left.isEmpty()) {
            List<Check> wave = left.stream().filter(check -> left.stream().noneMatch(other -> dependsOn(check, other))).toList();
            if (wave.isEmpty()) {
                throw new InfrastructureException("These checks depend on each other in a circle: " + ids(left));
            }
            left.removeAll(wave);
            runOrPassOver(setup, wave, results, progress);
        }
        join(beside).forEach(result -> results.put(result.check().id(), result));
        return checks.stream().map(check -> results.get(check.id())).toList();
    }

    /** What went wrong in the other thread, as if it had gone wrong in this one. */
    private static List<CheckResult> join(CompletableFuture<List<CheckResult>> results) {
        try {
            return results.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Nothing has to wait for it, and it has to wait for nothing. */
    private boolean isIndependent(Check check) {
        return checks.stream().noneMatch(other -> dependsOn(check, other) || dependsOn(other, check));
    }

    private void runOrPassOver(Setup setup, List<Check> wave, Map<String, CheckResult> results, Consumer<CheckResult> progress) {
        Map<Boolean, List<Check>> runnable = wave.stream().collect(Collectors.partitioningBy(
                check -> missing(check, results).isEmpty()));
        for (Check check : runnable.get(false)) {
            CheckResult notRun = notRun(check, missing(check, results));
            results.put(check.id(), notRun);
            progress.accept(notRun);
        }
        if (!runnable.get(true).isEmpty()) {
            runWave(setup, ids(runnable.get(true)), progress).forEach(result -> results.put(result.check().id(), result));
        }
    }

    /**
     * A check that is lost in a JVM where others have run before is run again in a new one, and only that counts. If there is no
     * time left for it, what was lost is lost.
     */
    private List<CheckResult> runWave(Setup setup, Set<String> ids, Consumer<CheckResult> progress) {
        CheckListener first = execute(setup, ids, progress);
        if (first.lostInUsedJvm().isEmpty() || setup.budget().isUsedUp()) {
            return first.results();
        }
        CheckListener again = execute(setup.with(first.lostInUsedJvm()), first.lostInUsedJvm(), result -> { });
        return Stream.concat(
                first.results().stream().filter(result -> !first.lostInUsedJvm().contains(result.check().id())),
                again.results().stream()).toList();
    }

    private CheckListener execute(Setup setup, Set<String> ids, Consumer<CheckResult> progress) {
        try (LauncherSession session = LauncherFactory.openSession(quiet())) {
            session.getStore().put(Setup.NAMESPACE, Setup.class, setup);
            TestPlan plan = discover(session, ids, setup.sideBySide());
            CheckListener listener = new CheckListener(plan, progress);
            session.getLauncher().execute(plan, listener);
            // The session would close what it holds, and the next wave needs it still.
            session.getStore().remove(Setup.NAMESPACE, Setup.class);
            return listener;
        }
    }

    private static LauncherConfig quiet() {
        return LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    }

    private TestPlan discover(LauncherSession session, Set<String> ids, int sideBySide) {
        PostDiscoveryFilter wanted = test -> FilterResult.includedIf(ids.isEmpty() || test.getSource()
                .filter(source -> source instanceof MethodSource method && !ids.contains(method.getMethodName()))
                .isEmpty());
        return session.getLauncher().discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(suitePackage))
                .filters(ClassNameFilter.includeClassNamePatterns(".+Checks"), wanted)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + sideBySide)
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", "" + sideBySide)
                .build());
    }

    private static boolean dependsOn(Check check, Check other) {
        return check.dependsOn().contains(other.id());
    }

    /** A dependency that nobody asked for, because a single check is run, counts as passed. */
    private static List<String> missing(Check check, Map<String, CheckResult> results) {
        return check.dependsOn().stream()
                .filter(id -> results.containsKey(id) && results.get(id).verdict() != Verdict.PASSED
                        && !results.get(id).isExcused())
                .toList();
    }

    private static CheckResult notRun(Check check, List<String> missing) {
        return new CheckResult(check, Verdict.NOT_RUN, "depends on " + String.join(" and ", missing), Evidence.NONE,
                Duration.ZERO);
    }

    private static Set<String> ids(List<Check> checks) {
        return checks.stream().map(Check::id).collect(Collectors.toSet());
    }
}
