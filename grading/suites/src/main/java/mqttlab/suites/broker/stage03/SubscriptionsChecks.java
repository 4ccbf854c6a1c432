package mqttlab.suites.broker.stage03;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Several subscriptions")
class SubscriptionsChecks {

    @Graded(points = 1, clause = "MQTT-3.8.4-3", dependsOn = "unsubscribingStopsDelivery",
            hint = "Is what a client has subscribed to a list, to which you add, or something that knows no two that are equal?")
    @DisplayName("subscribing to an identical filter replaces the subscription: no second copy comes")
    void identicalFilterReplaces(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/tennis", sport, sport + "/tennis", sport, sport);

        listener.hears(sport + "/tennis", sport);
        listener.unsubscribe(sport + "/tennis");
        listener.doesNotHear(sport + "/tennis");
    }

    @Graded(points = 1, clause = "MQTT-3.3.5-1", dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "One copy is enough, however many filters of the client match; one for each of them is allowed. None, or "
                    + "more, is not.")
    @DisplayName("where filters overlap, a message comes at least once and at most once for each of them")
    void overlappingFilters(Scene scene) {
        String sport = scene.name("sport");
        WireClient ana = scene.connect(scene.name("ana"));
        for (String filter : List.of(sport + "/tennis", sport + "/+", sport + "/#", sport + "/golf", sport + "/end")) {
            ana.subscribe(filter, 0);
        }

        WireClient luis = scene.connect(scene.name("luis"));
        luis.publish(sport + "/tennis", 0, "Ana wins".getBytes(UTF_8));
        luis.publish(sport + "/end", 0, "end".getBytes(UTF_8));

        int copies = 0;
        while (ana.expect(PUBLISH).topic().equals(sport + "/tennis")) {
            copies++;
        }
        scene.trace().require(copies >= 1 && copies <= 3, "1 to 3 copies of the message, as 3 of her filters match it",
                copies + " came");
    }

    @Graded(points = 1, clause = "MQTT-3.1.2-6",
            hint = "A clean session ends with its connection. What of it do you keep, and where, once the client has gone?")
    @DisplayName("the subscriptions of a clean session end with its connection")
    void subscriptionsEndWithTheSession(Scene scene) {
        String sport = scene.name("sport");
        String ana = scene.name("ana");
        String sentinels = scene.name("sentinels");
        WireClient before = scene.connect(ana);
        before.subscribe(sport + "/tennis", 0);
        before.subscribe(sport, 0);
        before.disconnect();

        WireClient again = scene.connect(ana);
        again.subscribe(sentinels, 0);
        WireClient luis = scene.connect(scene.name("luis"));
        luis.publish(sport, 0, "not hers".getBytes(UTF_8));
        luis.publish(sport + "/tennis", 0, "not hers either".getBytes(UTF_8));
        luis.publish(sentinels, 0, "sentinel".getBytes(UTF_8));
        again.expectNothingBefore("sentinel");
    }
}
