package mqttlab.testkit.check;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Does not run a check when one that it depends on has failed before. A dependency that was not asked for (a single check is
 * run) does not count against it.
 */
final class DependsOnCondition implements ExecutionCondition, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(DependsOnCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("a suite");
        }
        Check check = Check.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
        List<String> missing = check.dependsOn().stream().filter(notPassed(context)::contains).toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all that it depends on has passed");
        }
        notPassed(context).add(check.id());
        return ConditionEvaluationResult.disabled("depends on " + String.join(" and ", missing) + ", which did not pass");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            notPassed(context).add(context.getRequiredTestMethod().getName());
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> notPassed(ExtensionContext context) {
        return (Set<String>) context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent("not passed", key -> ConcurrentHashMap.newKeySet(), Set.class);
    }
}
