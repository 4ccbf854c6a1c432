package mqttlab.suites.lab02;

import mqttlab.contracts.feeds.TopicScheme;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.SafeText;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What a filter matches")
class MatchingChecks {

    /** The answers of the student's method to questions about one filter. */
    private record Asked(Scene scene, TopicScheme scheme, String filter) {

        Asked yes(String... topicNames) {
            return expect(true, topicNames);
        }

        Asked no(String... topicNames) {
            return expect(false, topicNames);
        }

        private Asked expect(boolean expected, String... topicNames) {
            for (String name : topicNames) {
                scene.trace().require(scheme.matches(filter, name) == expected,
                        "matches(%s, %s) is %s".formatted(SafeText.quote(filter), SafeText.quote(name), expected),
                        "it is " + !expected);
            }
            return this;
        }

        Asked with(String other) {
            return new Asked(scene, scheme, other);
        }
    }

    private static Asked ask(Scene scene, String filter) {
        return new Asked(scene, scene.create(TopicScheme.class), filter);
    }

    @Graded(task = 2, points = 1, clause = "MQTT-4.7.3-4",
            hint = "Take both apart at the slashes and compare the levels one by one, each as a whole. Empty levels are levels, "
                    + "also at the beginning and at the end: does your split keep them?")
    @DisplayName("without wildcards, only the same levels match: character by character, empty ones too")
    void comparesLevels(Scene scene) {
        String bay = scene.name("bay");
        ask(scene, bay + "/1/wind").yes(bay + "/1/wind").no(bay + "/10/wind", bay + "/1/win", bay + "/1/Wind", bay + "/1/wind ",
                bay + "/1",
                bay + "/1/wind/", "/" + bay + "/1/wind", bay + "//1/wind", bay + "/1/wind/alarm", bay + "/01/wind",
                bay + "1/wind", bay + "/1/wnid")
                .with(bay + "/10/wind").no(bay + "/1/wind")
                .with("/" + bay).yes("/" + bay).no(bay, "//" + bay)
                .with(bay + "/").yes(bay + "/").no(bay, bay + "//")
                .with("/").yes("/").no("//", bay)
                .with(bay + "/a.c/(").yes(bay + "/a.c/(").no(bay + "/abc/(")
                .with("$" + bay + "/\\d").yes("$" + bay + "/\\d").no("$" + bay + "/1", bay + "/\\d");
    }

    @Graded(task = 2, points = 1, clause = "MQTT-4.7.1-3",
            hint = "A + stands for exactly one level, whatever is there: it may be empty, but it has to be there. After it, the "
                    + "comparison goes on.")
    @DisplayName("+ matches one level, which may be empty, and neither none nor two")
    void plusMatchesOneLevel(Scene scene) {
        String bay = scene.name("bay");
        ask(scene, bay + "/+/wind").yes(bay + "/1/wind", bay + "/10/wind", bay + "//wind", bay + "/a b\n/wind", bay + "/$10/wind")
                .no(bay + "/wind", bay + "/1/2/wind", bay + "/1/wind/alarm", bay + "/1/tide", bay + "/1", bay + "/1/windy",
                        bay + "/1/wind/")
                .with(bay + "/+").yes(bay + "/1", bay + "/").no(bay, bay + "/1/wind", bay + "//", bay + "1")
                .with("+/" + bay).yes("a/" + bay, "/" + bay).no(bay, "a/b/" + bay, "a/" + bay + "/c")
                .with("+").yes(bay).no("/" + bay, bay + "/")
                .with("+/+").yes("/" + bay, bay + "/", "/").no(bay, "//", "a/b/c")
                .with(bay + "/+/+/alarm").yes(bay + "/1/wind/alarm", bay + "///alarm").no(bay + "/1/alarm",
                        bay + "/1/wind/wave/alarm")
                .with("+/1/+").yes(bay + "/1/wind").no(bay + "/10/wind", bay + "/1");
    }

    @Graded(task = 2, points = 1, clause = "MQTT-4.7.1-2",
            hint = "When the comparison comes to a #, the answer is yes: whatever else the topic name has, and also if it has "
                    + "nothing more at all. bay/# is also for bay.")
    @DisplayName("# matches all that is below, and the level above it")
    void hashMatchesTheRest(Scene scene) {
        String bay = scene.name("bay");
        ask(scene, bay + "/10/#").yes(bay + "/10", bay + "/10/", bay + "/10/wind", bay + "/10/wind/alarm", bay + "/10//",
                bay + "/10/a\nb",
                bay + "/10" + "/x".repeat(30_000))
                .no(bay + "/1", bay + "/1/wind", bay, bay + "/100/wind", bay + "/100", bay + "/", "x/" + bay + "/10/wind",
                        bay + "//10/wind")
                .with("#").yes(bay, "/" + bay, "/", bay + "/10/wind", bay + "/$SYS")
                .with("+/10/#").yes(bay + "/10", bay + "/10/wind", "/10/wind").no(bay, bay + "/1", bay + "/1/10")
                .with("+/#").yes(bay, bay + "/1", "/", "/" + bay)
                .with(bay + "/+/#").yes(bay + "/1", bay + "/", bay + "/1/wind/alarm").no(bay)
                .with("/#").yes("/" + bay, "/").no(bay, bay + "/1");
    }

    @Graded(task = 2, points = 1, clause = "MQTT-4.7.2-1",
            hint = "Topics that begin with a $ are hidden from whoever asks for everything: from which wildcards, and at which "
                    + "level? Whoever names that level gets them.")
    @DisplayName("a wildcard at the first level does not match a topic that begins with $")
    void hidesTopicsThatBeginWithADollar(Scene scene) {
        String lab = "$" + scene.name("lab");
        ask(scene, "#").no("$SYS", "$SYS/broker/uptime", lab + "/x", "$", "$/x").yes("x/$SYS", "x$")
                .with("+/#").no("$SYS/broker/uptime", "$SYS").yes("x/$SYS")
                .with("+/broker/uptime").no("$SYS/broker/uptime")
                .with("+").no("$SYS", "$").yes("S$")
                .with("$SYS/#").yes("$SYS", "$SYS/broker/uptime").no(lab + "/x", "SYS/broker")
                .with(lab + "/+").yes(lab + "/x", lab + "/$x").no(lab + "/x/y")
                .with("$SYS/+/uptime").yes("$SYS/broker/uptime");
    }
}
