package mqttlab.testkit.check;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One check, as its suite declares it.
 *
 * @param id        the name of the test method, unique in the lab
 * @param suite     the title of its suite
 * @param title     the rule that it checks, as a sentence
 * @param task      the task of the handout that it belongs to, from 1
 * @param points    what it is worth
 * @param clauses   normative statements of MQTT 3.1.1, may be empty
 * @param reason    why it matters, or an empty string
 * @param dependsOn ids of checks that must have passed
 * @param isDear    whether it takes seconds even where nothing is wrong
 */
public record Check(String id, String suite, String title, int task, int points, String hint, List<String> clauses, String reason,
        List<String> dependsOn, boolean isPrivate, boolean isDear) {

    static Check of(Class<?> suite, Method method) {
        Graded graded = method.getAnnotation(Graded.class);
        if (graded == null) {
            throw new InfrastructureException("%s.%s is a test of a suite, and is not @Graded"
                    .formatted(suite.getName(), method.getName()));
        }
        return new Check(method.getName(), title(suite, suite.getSimpleName()), title(method, method.getName()), graded.task(),
                graded.points(), graded.hint(), List.of(graded.clause()), graded.reason(), List.of(graded.dependsOn()),
                suite.isAnnotationPresent(PrivateSuite.class), graded.dear());
    }

    private static String title(AnnotatedElement element, String otherwise) {
        return AnnotationSupport.findAnnotation(element, DisplayName.class).map(DisplayName::value).orElse(otherwise);
    }
}
