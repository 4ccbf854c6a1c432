package mqttlab.suites.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import mqttlab.suites.Statement;
import mqttlab.testkit.check.CheckRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much of the standard the checks of the broker's stages cover; that each cited clause exists is {@code SuitesTest}'s. */
@DisplayName("The statements of MQTT 3.1.1 that can be seen from outside a server")
class StatementsTest {

    private static final Set<String> TESTABLE = Statement.all().stream().filter(Statement::testable).map(Statement::id)
            .collect(Collectors.toSet());

    @Test
    @DisplayName("are counted, stage by stage, where a check cites them")
    void coverage() {
        Set<String> covered = new LinkedHashSet<>();
        for (String stage : Stages.all()) {
            Set<String> cited = citedIn(stage);
            long before = covered.size();
            covered.addAll(cited);
            System.out.printf("%s cites %d statements, %d of them first%n", stage, cited.size(), covered.size() - before);
        }
        System.out.printf("all stages cite %d of the %d statements of MQTT 3.1.1 that can be tested from outside%n",
                covered.size(), TESTABLE.size());
        assertThat(covered).isNotEmpty();
    }

    @Test
    @DisplayName("are cited in every stage on the wire")
    void everyStageCitesSome() {
        assertThat(Stages.onTheWire()).allSatisfy(stage -> assertThat(citedIn(stage)).isNotEmpty());
    }

    private static Set<String> citedIn(String stage) {
        return new CheckRun(Stages.packageOf(stage), Set.of()).checks().stream().flatMap(check -> check.clauses().stream())
                .filter(TESTABLE::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
