package mqttlab.suites.broker.stage03;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Clause;
import mqttlab.testkit.check.DependsOn;
import mqttlab.testkit.check.Hint;
import mqttlab.testkit.check.Points;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@CheckSuite
@Order(2)
@DisplayName("Any number of levels: #")
class AllLevelsChecks {

    @Test
    @Order(1)
    @Points(1)
    @Clause("MQTT-4.5.0-1")
    @Hint("When the comparison comes to a #, the rest of the topic name does not matter any more.")
    @DisplayName("# matches any number of levels")
    void hashMatchesAnyNumberOfLevels(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/#");

        listener.hears(sport + "/tennis", sport + "/tennis/player1", sport + "/tennis/player1/score/wimbledon",
                sport + "/tennis//score");
    }

    @Test
    @Order(2)
    @Points(1)
    @Clause("MQTT-4.5.0-1")
    @DependsOn("hashMatchesAnyNumberOfLevels")
    @Hint("\"Any number of levels\" begins with none: sport/# is also for messages on sport.")
    @DisplayName("# also matches the parent level: sport/# matches sport")
    void hashMatchesTheParent(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/#", "+/" + sport + "/#");

        listener.hears(sport, "city/" + sport);
    }

    @Test
    @Order(3)
    @Points(1)
    @Clause("MQTT-3.3.2-3")
    @DependsOn("hashMatchesAnyNumberOfLevels")
    @Hint("The levels before the # have to be equal, each as a whole. That a text begins with another one is not enough.")
    @DisplayName("# matches nothing beside its parent level")
    void hashStaysBelowItsParent(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/tennis/#");

        listener.doesNotHear(sport, sport + "/tennisclub", sport + "/tennisclub/cadiz", sport + "/golf/tennis",
                "x/" + sport + "/tennis/player1");
    }

    @Test
    @Order(4)
    @Points(1)
    @Clause("MQTT-4.5.0-1")
    @DependsOn("hashMatchesAnyNumberOfLevels")
    @Hint("# alone is a filter as any other; there is just nothing before it. Is a topic that begins with a / a problem?")
    @DisplayName("# alone matches topics of every shape")
    void hashAloneMatchesAll(Scene scene) {
        // Of its own: on the broker of all it would hear what all other checks publish.
        scene.ownBroker(BrokerSettings.anonymous());
        Listener listener = Listener.to(scene, "#");

        listener.hears("sport", "/finance", "sport/tennis/player1", "/", "sport/$tennis");
    }

    @Test
    @Order(5)
    @Points(1)
    @Clause({"MQTT-4.5.0-1", "MQTT-3.3.2-3"})
    @DependsOn({"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"})
    @Hint("A wildcard may stand at the first level, and + may be followed by anything: after a + the comparison goes on.")
    @DisplayName("several wildcards in a filter work together")
    void wildcardsWorkTogether(Scene scene) {
        String tennis = scene.name("tennis");
        Listener listener = Listener.to(scene, "+/" + tennis + "/#", "+/+/+/" + tennis);

        listener.hears("sport/" + tennis, "sport/" + tennis + "/player1/ranking", "sport/cadiz/club/" + tennis);
        listener.doesNotHear(tennis + "/sport", "sport/cadiz/" + tennis, "sport/cadiz/" + tennis + "/player1");
    }
}
