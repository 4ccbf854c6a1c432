package mqttlab.proofs.junit;

import java.util.Optional;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Proof;
import mqttlab.proofs.Proofs;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Does not run a class that was green before. */
final class ProvedBefore implements ExecutionCondition {

    private static final String BEGINNING = "proved on ";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Proof> proof = context.getElement().filter(Class.class::isInstance).map(each -> (Class<?>) each)
                .filter(each -> each.isAnnotationPresent(ProvedOnce.class) && ClassProofs.mayBeAnswered())
                .flatMap(TestKey::of).flatMap(Proofs.known()::find);
        proof.ifPresent(known -> Notes.ofThisBuild().known("test classes", context.getRequiredTestClass().getName()));
        return proof.map(known -> ConditionEvaluationResult.disabled(reason(known)))
                .orElseGet(() -> ConditionEvaluationResult.enabled("not proved with these sources"));
    }

    static String reason(Proof proof) {
        return BEGINNING + proof.day() + " with the same sources";
    }

    static boolean isReason(String text) {
        return text.startsWith(BEGINNING);
    }
}
