package mqttlab.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.CheckSuite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

@DisplayName("In every suite")
class SuitesTest {

    private static final List<Class<?>> SUITES =
            ReflectionSupport.findAllClassesInPackage("mqttlab.suites", type -> !tests(type).isEmpty(), name -> true).stream()
                    .filter(type -> !isBeside(SuitesTest.class, type))
                    .toList();

    @TestFactory
    @DisplayName("the class is marked as one, has a title, and a name by which it is found")
    Stream<DynamicTest> classes() {
        return SUITES.stream().map(type -> dynamicTest(type.getName(), () -> {
            assertThat(type.isAnnotationPresent(CheckSuite.class)).as("%s has @CheckSuite", type).isTrue();
            assertThat(type.isAnnotationPresent(DisplayName.class)).as("%s has @DisplayName", type).isTrue();
            assertThat(type.getSimpleName()).endsWith("Checks");
        }));
    }

    @TestFactory
    @DisplayName("each check has all that a check needs, and depends on earlier ones only")
    Stream<DynamicContainer> complete() {
        Set<String> clauses = clauses();
        return SUITES.stream().map(Class::getPackageName).distinct().sorted().map(lab -> {
            List<Check> checks = new CheckRun(lab, Set.of()).checks();
            return dynamicContainer(lab, checks.stream().map(check -> dynamicTest(check.id(), () -> {
                List<String> flaws = Flaws.of(check, checks, clauses);
                assertThat(flaws).withFailMessage(String.join("; ", flaws)).isEmpty();
            })));
        });
    }

    @Test
    @DisplayName("the clauses come from a list of all there are")
    void listOfClauses() {
        assertThat(clauses()).hasSize(141).contains("MQTT-1.5.3-1", "MQTT-7.1.2-1");
    }

    /** In the same folder of classes: the tests of the suites are not suites. */
    private static boolean isBeside(Class<?> one, Class<?> other) {
        return one.getProtectionDomain().getCodeSource().getLocation()
                .equals(other.getProtectionDomain().getCodeSource().getLocation());
    }

    private static List<Method> tests(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, Test.class, HierarchyTraversalMode.TOP_DOWN);
    }

    private static Set<String> clauses() {
        return Statement.all().stream().map(Statement::id).collect(Collectors.toSet());
    }
}
