package mqttlab.testkit.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Marks a JUnit class whose tests are checks, each of them {@link Graded}, in the order in which they stand there. A
 * {@link CheckRun} runs them side by side.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({DependsOnCondition.class, NeedsMosquittoCondition.class, WithinBudgetCondition.class, SceneExtension.class,
    CheckDeadline.class})
@TestMethodOrder(SourceOrder.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface CheckSuite {
}
