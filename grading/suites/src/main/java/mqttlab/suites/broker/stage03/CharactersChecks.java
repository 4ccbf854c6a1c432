package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Character by character")
class CharactersChecks {

    @Graded(task = 1, points = 1, clause = "MQTT-4.7.3-4", dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "Levels are equal or they are not. Is there anything between the packet and the comparison "
                    + "that trims, folds or tidies them up?")
    @DisplayName("levels are compared as they are: case, accents, blanks and doubled slashes matter")
    void nothingIsNormalised(Scene scene) {
        String news = scene.name("news");
        // The first é is one character, the second one an e and an accent that combines with it.
        Subscriber ana = scene.subscriber(news + "/+/Caf\u00e9", news + "/tennis/#");

        ana.receivesOn(news + "/cadiz/Caf\u00e9");
        ana.receivesNothingOn(news + "/cadiz/caf\u00e9", news + "/cadiz/Cafe\u0301", news + "/cadiz/Caf\u00e9 ",
                news + "/cadiz/Caf\u00e9/", news + "//tennis", news + "/Tennis/x", news + "/ tennis/x", "/" + news + "/tennis");
    }
}
