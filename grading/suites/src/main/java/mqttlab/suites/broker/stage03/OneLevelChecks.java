package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("One level: +")
class OneLevelChecks {

    @Graded(task = 1, points = 1, clause = {"MQTT-4.5.0-1", "MQTT-3.3.2-3"},
            hint = "Compare a filter and a topic name level by level: a + is content with whatever stands at its level. What if "
                    + "one of them has more levels than the other?")
    @DisplayName("+ matches exactly one level")
    void plusMatchesOneLevel(Scene scene) {
        String news = scene.name("news");
        Subscriber ana = scene.subscriber(news + "/+/culture");

        ana.receivesOn(news + "/cadiz/culture", news + "/$$/culture");
        ana.receivesNothingOn(news + "/culture", news + "/cadiz/falla/culture", news + "/cadiz/culture/falla", news + "/cadiz");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1", dependsOn = "plusMatchesOneLevel",
            hint = "\"/finance\" has two levels, of which the first is empty, and \"sport/\" has two, too. What does your "
                    + "way of splitting a text make of these?")
    @DisplayName("an empty level is a level: + matches it, and it counts")
    void plusMatchesAnEmptyLevel(Scene scene) {
        String finance = scene.name("finance");
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber("+/+/" + finance, sport + "/+", sport + "/+/+");

        ana.receivesOn("/madrid/" + finance, "//" + finance, sport + "/", sport + "//");
        ana.receivesNothingOn("/" + finance, sport);
    }
}
