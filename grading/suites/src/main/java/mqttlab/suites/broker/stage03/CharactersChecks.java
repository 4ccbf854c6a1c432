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

    @Graded(task = 1, points = 1, clause = "MQTT-4.7.3-4", dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "A topic filter is no regular expression, and no pattern of a database or of file names. If you make one of "
                    + "it, what do a dot or a star mean there?")
    @DisplayName("no other characters than + and # stand for something else: . * ? % _ [ ] ( ) | ^ $ \\")
    void nothingElseIsAWildcard(Scene scene) {
        String news = scene.name("news");
        Subscriber ana = scene.subscriber(news + "/+/a.b*c?", news + "/%/x_y", news + "/(a|b)/#", news + "/[ab]/\\d/^$");

        ana.receivesOn(news + "/cadiz/a.b*c?", news + "/%/x_y", news + "/(a|b)/x", news + "/[ab]/\\d/^$");
        ana.receivesNothingOn(news + "/cadiz/a-bbc", news + "/cadiz/a.b*cd", news + "/cadiz/x_y", news + "/%/x-y", news + "/a/x",
                news + "/a/5/", news + "/a/\\d/^$");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.7.3-4", dependsOn = "plusMatchesAnEmptyLevel",
            hint = "/ alone is a topic name with two levels, both empty. What is left of your filter and your topic before they "
                    + "are compared, when they begin or end with a slash?")
    @DisplayName("slashes at the beginning and at the end of a filter count, also where it is nothing but slashes")
    void slashesAtTheEdges(Scene scene) {
        String news = scene.name("news");
        Subscriber ana = scene.subscriber("/", "/" + news, news + "/x/");

        ana.receivesOn("/", "/" + news, news + "/x/");
        ana.receivesNothingOn("//", news, "//" + news, "/" + news + "/", news + "/x", news + "/x//");
    }
}
