package mqttlab.testkit.check;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Begins no check when the {@link Budget} of the run is used up. */
final class WithinBudgetCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("a suite");
        }
        Budget budget = Setup.of(context).budget();
        return budget.isUsedUp() ? ConditionEvaluationResult.disabled(budget.reason())
                : ConditionEvaluationResult.enabled("there is time left");
    }
}
