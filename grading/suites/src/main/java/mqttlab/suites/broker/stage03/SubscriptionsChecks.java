package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Several subscriptions")
class SubscriptionsChecks {

    @Graded(task = 4, points = 1, clause = "MQTT-3.8.4-3", dependsOn = "unsubscribingStopsDelivery",
            hint = "Is what a client has subscribed to a list, to which you add, or something that knows no two that are equal?")
    @DisplayName("subscribing to an identical filter replaces the subscription: no second copy comes")
    void identicalFilterReplaces(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport, sport + "/tennis", sport, sport);

        ana.receivesOn(sport + "/tennis", sport);
        ana.unsubscribe(sport + "/tennis");
        ana.receivesNothingOn(sport + "/tennis");
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.5-1", dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "One copy is enough, however many filters of the client match; one for each of them is allowed. None, or "
                    + "more, is not.")
    @DisplayName("where filters overlap, a message comes at least once and at most once for each of them")
    void overlappingFilters(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport + "/+", sport + "/#", sport + "/golf");

        Publisher luis = scene.publisher();
        luis.publish(sport + "/tennis", "Ana wins");

        int copies = ana.receivesAllOf(luis).size();
        scene.trace().require(copies >= 1 && copies <= 3, "1 to 3 copies of the message, as 3 of her filters match it",
                copies + " came");
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.1.2-6",
            hint = "A clean session ends with its connection. What of it do you keep, and where, once the client has gone?")
    @DisplayName("the subscriptions of a clean session end with its connection")
    void subscriptionsEndWithTheSession(Scene scene) {
        String sport = scene.name("sport");
        String name = scene.name("ana");
        Subscriber before = scene.subscriber(scene.connect(name), sport + "/tennis", sport);
        before.client().disconnect();

        Subscriber again = scene.subscriber(scene.connect(name));
        again.receivesNothingOn(sport, sport + "/tennis");
    }
}
