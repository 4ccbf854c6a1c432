package mqttlab.proofs.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Parts;
import mqttlab.proofs.Proofs;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Keeps the proof of each marked class that is green as a whole, forgets those of the others, and notes what was not run. */
public final class ClassProofs implements TestExecutionListener {

    /** A test may start a launcher of its own, and what that runs is no test of the build's. */
    private static final AtomicReference<TestPlan> OUTER = new AtomicReference<>();

    private volatile TestPlan plan;
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
    private final Set<String> notGreen = ConcurrentHashMap.newKeySet();

    /** Not where somebody wants to see one class run. */
    static boolean mayBeAnswered() {
        return Notes.ofThisBuild().areRead() && System.getProperty("test") == null && System.getProperty("it.test") == null;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (OUTER.compareAndSet(null, plan)) {
            this.plan = plan;
            // Before a test sets a property of its own.
            new Parts("test class").machine();
            plan.getRoots().stream().flatMap(root -> plan.getChildren(root).stream())
                    .forEach(each -> sizes.put(each.getUniqueId(), plan.getDescendants(each).size()));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        OUTER.compareAndSet(plan, null);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (isOuter() && !ProvedBefore.isReason(reason)) {
            notGreen(test);
            Notes.ofThisBuild().notRun(name(test), reason);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!isOuter()) {
            return;
        }
        String why = result.getThrowable().map(Throwable::getMessage).orElse("it was aborted");
        boolean aborted = result.getStatus() == TestExecutionResult.Status.ABORTED;
        if (result.getStatus() == TestExecutionResult.Status.FAILED || aborted && !ProvedBefore.isReason(why)) {
            notGreen(test);
        }
        if (aborted && !ProvedBefore.isReason(why)) {
            Notes.ofThisBuild().notRun(name(test), why);
        }
        if (sizes.containsKey(test.getUniqueId())) {
            test.getSource().filter(ClassSource.class::isInstance).map(ClassSource.class::cast)
                    .ifPresent(source -> ended(test.getUniqueId(), source.getJavaClass()));
        }
    }

    private void ended(String id, Class<?> test) {
        if (!notGreen.contains(id)) {
            Notes.ofThisBuild().proved("test classes", test.getName());
        }
        if (test.isAnnotationPresent(ProvedOnce.class)) {
            TestKey.of(test).ifPresent(key -> {
                if (notGreen.contains(id)) {
                    Proofs.known().forget(key);
                } else if (isWhole(id, test)) {
                    Proofs.known().keep(key, "green");
                }
            });
        }
    }

    /** Nothing was left out by a name, a tag or a click on one method. */
    private boolean isWhole(String id, Class<?> test) {
        var quiet = LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        TestPlan whole = LauncherFactory.create(quiet).discover(
                LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(test)).build());
        return whole.getRoots().stream().flatMap(root -> whole.getChildren(root).stream())
                .filter(each -> each.getUniqueId().equals(id))
                .anyMatch(each -> sizes.get(id) == whole.getDescendants(each).size());
    }

    private void notGreen(TestIdentifier test) {
        parts(test).forEach(each -> notGreen.add(each.getUniqueId()));
    }

    private boolean isOuter() {
        return plan != null && OUTER.get() == plan;
    }

    private String name(TestIdentifier test) {
        return parts(test).skip(1).map(TestIdentifier::getDisplayName).collect(Collectors.joining(", "));
    }

    /** From the engine down to the test. */
    private Stream<TestIdentifier> parts(TestIdentifier test) {
        Deque<TestIdentifier> parts = new ArrayDeque<>();
        for (Optional<TestIdentifier> each = Optional.of(test); each.isPresent(); each = plan.getParent(each.get())) {
            parts.addFirst(each.get());
        }
        return parts.stream();
    }
}
