package mqttlab.suites.broker.stage03;

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
@Order(4)
@DisplayName("Character by character")
class CharactersChecks {

    @Test
    @Order(1)
    @Points(1)
    @Clause("MQTT-4.7.3-4")
    @DependsOn({"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"})
    @Hint("Levels are equal or they are not. Is there anything between the packet and the comparison that trims, folds or "
            + "tidies them up?")
    @DisplayName("levels are compared as they are: case, accents, blanks and doubled slashes matter")
    void nothingIsNormalised(Scene scene) {
        String news = scene.name("news");
        // The first é is one character, the second one an e and an accent that combines with it.
        Listener listener = Listener.to(scene, news + "/+/Caf\u00e9", news + "/tennis/#");

        listener.hears(news + "/cadiz/Caf\u00e9");
        listener.doesNotHear(news + "/cadiz/caf\u00e9", news + "/cadiz/Cafe\u0301", news + "/cadiz/Caf\u00e9 ",
                news + "/cadiz/Caf\u00e9/", news + "//tennis", news + "/Tennis/x", news + "/ tennis/x", "/" + news + "/tennis");
    }
}
