package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@DisplayName("The order of checks")
class OrderTest {

    private static final String PACKAGE = "mqttlab.testkit.check.order.";

    @Test
    @DisplayName("is that of the source, and for suites the reading order of their package")
    void sourceAndReadingOrder() {
        assertThat(planned("FirstChecks", "SecondChecks")).containsExactly("yak", "cow", "zebra", "ant", "mule", "bee");
    }

    @Test
    @DisplayName("cannot be found for a suite that the reading order lacks")
    void missing() {
        assertThatThrownBy(() -> SuitesInReadingOrder.place(Class.forName(PACKAGE + "LostChecks")))
                .isInstanceOf(InfrastructureException.class)
                .hasMessage(PACKAGE + "LostChecks is missing in the @ReadingOrder of its package: name it in package-info.java");
    }

    private static List<String> planned(String... suites) {
        TestPlan plan = LauncherFactory.create().discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(suites).stream().map(suite -> DiscoverySelectors.selectClass(PACKAGE + suite)).toList())
                .configurationParameter("junit.jupiter.testclass.order.default", SuitesInReadingOrder.class.getName())
                .build());
        return plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(TestIdentifier::isTest)
                .map(test -> ((MethodSource) test.getSource().orElseThrow()).getMethodName()).toList();
    }
}
