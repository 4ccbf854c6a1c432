package mqttlab.suites.lab02;

import java.util.List;
import java.util.Map;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.TopicScheme;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The topic scheme")
class SchemeChecks {

    /** None of them is one topic level. */
    private static final List<String> NO_LEVELS = List.of("+", "#", "10/wind", "wind/", "/wind", "wi+nd", "wind#", "/", "wi\0nd",
            "a\n/b", "+\n");

    @Graded(task = 1, points = 1, clause = "MQTT-4.7.3-4",
            hint = "FEED/PLACE/SUBJECT, and /DETAIL only if there is a detail: a slash at the end is one more level, an empty "
                    + "one. Every level stays as it is.")
    @DisplayName("the topic of an event has its feed, place, subject and, if there is one, detail")
    void namesTheTopic(Scene scene) {
        TopicScheme scheme = scene.create(TopicScheme.class);
        String place = scene.name("Puerto Real");
        String feed = scene.name("bay");
        expectTopic(scene, scheme, new Event(feed, place, "wind", "", "m-1", Map.of()), feed + "/" + place + "/wind");
        expectTopic(scene, scheme, new Event("news", place, "Opinión", "¿Y tú?", "m-2", Map.of("a", "b")),
                "news/" + place + "/Opinión/¿Y tú?");
        expectTopic(scene, scheme, new Event(feed, "$" + place, " ", "$", "m-3", Map.of()), feed + "/$" + place + "/ /$");
    }

    private static void expectTopic(Scene scene, TopicScheme scheme, Event event, String expected) {
        String topic = scheme.topic(event);
        scene.trace().require(expected.equals(topic), "the topic \"%s\" for %s".formatted(expected, event),
                "it was \"%s\"".formatted(topic));
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-3.3.2-2", "MQTT-4.7.1-1"},
            hint = "Look at each of the four texts alone, before you put them together: which characters make it more than one "
                    + "level, or a pattern? Is an empty text a level? And to whom do topics belong that begin with a $?")
    @DisplayName("no topic is made of what is not one topic level: wildcards, slashes, nothing")
    void refusesWhatIsNoTopicLevel(Scene scene) throws BrokerUnavailableException {
        TopicScheme scheme = scene.create(TopicScheme.class);
        Refused topic = new Refused(scene.trace(), "topic");
        for (String bad : NO_LEVELS) {
            topic.expect(bad, () -> scheme.topic(new Event(bad, "10", "wind", "", "m-1", Map.of())));
            topic.expect(bad, () -> scheme.topic(new Event("bay", bad, "wind", "", "m-1", Map.of())));
            topic.expect(bad, () -> scheme.topic(new Event("bay", "10", bad, "", "m-1", Map.of())));
            topic.expect(bad, () -> scheme.topic(new Event("bay", "10", "wind", bad, "m-1", Map.of())));
        }
        topic.expect("", () -> scheme.topic(new Event("", "10", "wind", "", "m-1", Map.of())));
        topic.expect("", () -> scheme.topic(new Event("bay", "", "wind", "", "m-1", Map.of())));
        topic.expect("", () -> scheme.topic(new Event("bay", "10", "", "", "m-1", Map.of())));
        topic.expect("$SYS", () -> scheme.topic(new Event("$SYS", "10", "wind", "", "m-1", Map.of())));
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1",
            hint = "How many levels are there behind the city? It is two for news with a detail, and one for the others: which "
                    + "of the two wildcards stands for both?")
    @DisplayName("newsOf is for all news of one city, and for no other")
    void newsOfOneCity(Scene scene) {
        String city = " " + scene.name("San Fernando") + " $ ";
        Fit.of(scene, "newsOf", scene.create(TopicScheme.class).newsOf(city))
                .matches("news/" + city + "/culture", "news/" + city + "/sports/sailing", "news/" + city + "/" + city)
                .doesNotMatch("news/" + city + "1/culture", "news/x" + city + "/culture", "news/cadiz/" + city,
                        "news/cadiz/culture/" + city,
                        "bay/" + city + "/wind", "bay/" + city + "/wind/alarm", "news/" + city.toLowerCase() + "/culture",
                        "news/culture/" + city + "/x");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.5.0-1",
            hint = "The section is at the third level. What stands for any city at the second, and what for a detail that may "
                    + "be there?")
    @DisplayName("section is for one section of the news of every city, with all its details")
    void sectionOfEveryCity(Scene scene) {
        String section = " " + scene.name("¡Sports") + " $ ";
        Fit.of(scene, "section", scene.create(TopicScheme.class).section(section))
                .matches("news/cadiz/" + section, "news/puerto real/" + section + "/sailing", "news/" + section + "/" + section)
                .doesNotMatch("news/" + section + "/culture", "news/cadiz/culture/" + section, "news/cadiz/" + section + "2",
                        "bay/10/" + section,
                        "bay/10/" + section + "/alarm", "news/cadiz/" + section + "s/sailing");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.2-3",
            hint = "Any station, one quantity, and there the topic ends: what would a # at the end add?")
    @DisplayName("measured is for one quantity at every station of the bay, without its alarms")
    void measuredEverywhere(Scene scene) {
        String quantity = " " + scene.name("Wind ñ") + " $ ";
        Fit.of(scene, "measured", scene.create(TopicScheme.class).measured(quantity))
                .matches("bay/1/" + quantity, "bay/10/" + quantity, "bay/" + quantity + "/" + quantity)
                .doesNotMatch("bay/10/" + quantity + "/alarm", "bay/10/" + quantity + "chill", "bay/" + quantity + "/tide",
                        "news/cadiz/" + quantity,
                        "bay/10/tide/" + quantity, "bay/10/tide/alarm", "bay/10/" + quantity + "/gusts");
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.2-3",
            hint = "The word alarm is at the fourth level, and two things before it may be anything. Can a # stand before it?")
    @DisplayName("alarms is for all alarms of the bay, and for nothing else")
    void alarmsOfTheBay(Scene scene) {
        String station = scene.name("station");
        Fit.of(scene, "alarms", scene.create(TopicScheme.class).alarms())
                .matches("bay/10/wind/alarm", "bay/" + station + "/tide/alarm", "bay/" + station + "/" + station + "/alarm")
                .doesNotMatch("bay/10/wind", "bay/" + station + "/alarm", "bay/10/alarm/" + station, "news/cadiz/sports/alarm",
                        "bay/10/wind/alarms",
                        "bay/alarm/wind", "bay/10/wind/" + station, "bay/10/wind/Alarm");
    }

    @Graded(task = 1, points = 1,
            reason = "Somebody types a city into a form, and the program makes a filter of it. If a + or # gets through, they "
                    + "hear of every city, also of what they may not know.",
            hint = "What you refuse in a topic name has to be refused here, too: does the filter that you make for the city "
                    + "\"+\" mean that city?")
    @DisplayName("no filter is made of what is not one topic level either")
    void refusesFiltersOfNoLevel(Scene scene) throws BrokerUnavailableException {
        TopicScheme scheme = scene.create(TopicScheme.class);
        for (String bad : NO_LEVELS) {
            refuse(scene, scheme, bad);
        }
        refuse(scene, scheme, "");
    }

    private static void refuse(Scene scene, TopicScheme scheme, String bad) throws BrokerUnavailableException {
        new Refused(scene.trace(), "newsOf").expect(bad, () -> scheme.newsOf(bad));
        new Refused(scene.trace(), "section").expect(bad, () -> scheme.section(bad));
        new Refused(scene.trace(), "measured").expect(bad, () -> scheme.measured(bad));
    }
}
