package mqttlab.testkit.check;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does not run a check on the embedded broker that cannot do what it asks for: see {@link Graded#needsMosquitto()}. */
final class NeedsMosquittoCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean needsIt = AnnotationSupport.findAnnotation(context.getElement(), Graded.class).filter(Graded::needsMosquitto)
                .isPresent();
        return needsIt && Setup.of(context).brokers().areEmbedded()
                ? ConditionEvaluationResult.disabled(CheckResult.NEEDS_MOSQUITTO)
                : ConditionEvaluationResult.enabled("the broker can do what it asks for");
    }
}
