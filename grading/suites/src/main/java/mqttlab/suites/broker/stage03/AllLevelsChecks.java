package mqttlab.suites.broker.stage03;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Any number of levels: #")
class AllLevelsChecks {

    /** More than a topic of people has, and fewer than a broker may refuse. */
    private static final String TWENTY_LEVELS = "/a".repeat(20);

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1",
            hint = "When the comparison comes to a #, the rest of the topic name does not matter any more.")
    @DisplayName("# matches any number of levels")
    void hashMatchesAnyNumberOfLevels(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/#");

        ana.receivesOn(sport + "/tennis", sport + "/tennis/player1", sport + "/tennis/player1/score/wimbledon",
                sport + "/tennis//score", sport + TWENTY_LEVELS);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1", dependsOn = "hashMatchesAnyNumberOfLevels",
            hint = "\"Any number of levels\" begins with none: sport/# is also for messages on sport.")
    @DisplayName("# also matches the parent level: sport/# matches sport")
    void hashMatchesTheParent(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/#", "+/" + sport + "/#");

        ana.receivesOn(sport, "city/" + sport);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.2-3", dependsOn = "hashMatchesAnyNumberOfLevels",
            hint = "The levels before the # have to be equal, each as a whole. That a text begins with another one is not "
                    + "enough.")
    @DisplayName("# matches nothing beside its parent level")
    void hashStaysBelowItsParent(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis/#");

        ana.receivesNothingOn(sport, sport + "/tennisclub", sport + "/tennisclub/cadiz", sport + "/golf/tennis",
                "x/" + sport + "/tennis/player1");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1", dependsOn = "hashMatchesAnyNumberOfLevels",
            hint = "# alone is a filter as any other; there is just nothing before it. Is a topic that begins with a / a "
                    + "problem?")
    @DisplayName("# alone matches topics of every shape")
    void hashAloneMatchesAll(Scene scene) {
        // Of its own: on the broker of all it would hear what all other checks publish.
        scene.ownBroker(BrokerSettings.anonymous());
        Subscriber ana = scene.subscriber("#");

        ana.receivesOn("sport", "/finance", "sport/tennis/player1", "/", "sport/$tennis");
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-4.5.0-1", "MQTT-3.3.2-3"},
            dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "A wildcard may stand at the first level, and + may be followed by anything: after a + the comparison goes "
                    + "on.")
    @DisplayName("several wildcards in a filter work together")
    void wildcardsWorkTogether(Scene scene) {
        String tennis = scene.name("tennis");
        Subscriber ana = scene.subscriber("+/" + tennis + "/#", "+/+/+/" + tennis, tennis + TWENTY_LEVELS + "/+/b");

        ana.receivesOn("sport/" + tennis, "sport/" + tennis + "/player1/ranking", "sport/cadiz/club/" + tennis,
                tennis + TWENTY_LEVELS + "/x/b");
        ana.receivesNothingOn(tennis + "/sport", "sport/cadiz/" + tennis, "sport/cadiz/" + tennis + "/player1",
                tennis + TWENTY_LEVELS + "/x/c", tennis + TWENTY_LEVELS + "/x");
    }
}
