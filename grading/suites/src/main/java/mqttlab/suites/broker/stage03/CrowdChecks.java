package mqttlab.suites.broker.stage03;

import java.util.List;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A crowd of subscriptions")
class CrowdChecks {

    private static final int CLIENTS = 8;
    private static final int FILTERS_EACH = 250;
    private static final int ROUNDS = 10;
    private static final int TOPICS_A_ROUND = 12;

    @Graded(task = 5, points = 3, clause = {"MQTT-4.5.0-1", "MQTT-3.3.2-3", "MQTT-3.3.5-1"},
            dependsOn = {"wildcardsWorkTogether", "hashMatchesTheParent", "hashStaysBelowItsParent", "plusMatchesAnEmptyLevel",
                "overlappingFilters"},
            hint = "The failure names a filter and a topic: try these two alone. When they behave then, what do other "
                    + "subscriptions of the same client, or of others, change?")
    @DisplayName("among 2,000 subscriptions each message goes to exactly the clients that have a filter for it")
    void amongMany(Scene scene) {
        RandomTopics topics = new RandomTopics(scene.random(), scene.name("crowd"));
        Publisher luis = scene.publisher();
        List<CrowdMember> crowd = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CrowdMember.with(scene, topics.filters(FILTERS_EACH))).toList();

        for (int round = 0; round < ROUNDS; round++) {
            List<String> names = topics.names(TOPICS_A_ROUND);
            for (int i = 0; i < names.size(); i++) {
                luis.publish(names.get(i), Integer.toString(i));
            }
            crowd.forEach(member -> member.receivesWhatItHasFiltersFor(names, luis));
        }
    }
}
