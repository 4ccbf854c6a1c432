package mqttlab.suites.lab02;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mqttlab.contracts.feeds.Condition.Comparison;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Filtering by content")
class ContentChecks {

    /** A client, and events of which one field decides. */
    private record Deciding(Harbour harbour, Feed client, String field) {

        static Deciding in(Scene scene, String field) throws BrokerUnavailableException {
            Harbour harbour = Harbour.in(scene);
            return new Deciding(harbour, harbour.client(), field);
        }

        /** Of events with these values, in an order of their own, the listener is handed those of the first list. */
        void expect(Comparison comparison, String value, List<String> holds, List<String> doesNotHold)
                throws BrokerUnavailableException {
            String place = harbour.scene().name("station");
            Recipient<Event> listener = harbour.listener("the listener of %s %s \"%s\"".formatted(field, comparison, value));
            client.subscribe(Interest.in(harbour.feed() + "/" + place + "/wind").where(field, comparison, value),
                    listener::accept);
            List<Event> expected = new ArrayList<>();
            for (String each : doesNotHold) {
                harbour.happens(place + "/wind", field, each);
            }
            harbour.happens(place + "/wind", "other", holds.getFirst(), field.toUpperCase(Locale.ROOT), holds.getFirst());
            harbour.happens(place + "/wind");
            for (String each : holds) {
                expected.add(harbour.happens(place + "/wind", field, each, "other", "x"));
            }
            harbour.handed(listener, expected);
        }
    }

    @Graded(task = 5, points = 1, dependsOn = "hears",
            reason = "The broker cannot do it: it does not look into a payload. So what the topic does not say, each subscriber "
                    + "has to look at itself.",
            hint = "IS and CONTAINS compare character by character; a field that is missing is not an empty one.")
    @DisplayName("conditions on texts: IS and CONTAINS")
    void comparesTexts(Scene scene) throws BrokerUnavailableException {
        Deciding from = Deciding.in(scene, "from");
        from.expect(Comparison.IS, "levante", List.of("levante"), List.of("Levante", "levante ", "levant", "levante fuerte", "",
                "poniente"));
        from.expect(Comparison.IS, "31.5", List.of("31.5"), List.of("31.50", "31"));
        from.expect(Comparison.IS, "", List.of(""), List.of(" ", "x"));
        from.expect(Comparison.CONTAINS, "vante", List.of("levante", "vante", "el levante, fuerte"), List.of("Vante", "van te",
                "levan", ""));
        from.expect(Comparison.CONTAINS, ".*", List.of("a.*b", ".*"), List.of("levante", "."));
        from.expect(Comparison.CONTAINS, "", List.of("", "x"), List.of());
    }

    @Graded(task = 5, points = 1, dependsOn = "hears",
            reason = "As texts, \"9\" is greater than \"10\". And not every sensor sends a number every time: one that does not "
                    + "must not stop the others.",
            hint = "Make a number of both before you compare them. What if the field does not have one? And is 25 above 25? "
                    + "The contract says what a number is: not all of them fit into a double.")
    @DisplayName("conditions on numbers: ABOVE and BELOW")
    void comparesNumbers(Scene scene) throws BrokerUnavailableException {
        Deciding knots = Deciding.in(scene, "knots");
        knots.expect(Comparison.ABOVE, "25", List.of("25.1", "100", "2600e-2", "025.5", "31",
                        "25.00000000000000000001", "+31", "31.", "1e999999999"),
                List.of("25", "25.0", "9", "-30", "", "strong", "31 knots", "31,5", "24.99", " 31", "31 ", "31d", "NaN",
                        "Infinity", "0x1F", "1_000", "31.5.1"));
        knots.expect(Comparison.BELOW, "10", List.of("9", "9.99", "-10", "0", "-0.5", ".5"), List.of("10", "10.0", "11", "100",
                "", "calm", "9 knots", "10.01"));
        // To a double, these two are the same.
        knots.expect(Comparison.BELOW, "9007199254740993", List.of("9007199254740992"), List.of("9007199254740993"));
        knots.expect(Comparison.ABOVE, "-1.5", List.of("-1.4", "0", "-1"), List.of("-1.5", "-2", "-1.50", "x"));
    }

    @Graded(task = 5, points = 1, dependsOn = "hears",
            reason = "\"Strong and from the east\" is not \"strong or from the east\", and what one listener does not want "
                    + "another may.",
            hint = "All conditions of an interest have to hold, and one of its filters has to match. Whose conditions do you "
                    + "look at when two listeners have the same filter?")
    @DisplayName("all conditions of an interest have to hold, beside a filter that matches, and each listener has its own")
    void joinsConditions(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Interest wind = Interest.in(harbour.feed() + "/10/wind", harbour.feed() + "/1/+");
        Interest strong = wind.where("knots", Comparison.ABOVE, "25");
        Recipient<Event> all = harbour.listener("the listener without a condition");
        Recipient<Event> one = harbour.listener("the listener of strong wind");
        Recipient<Event> both = harbour.listener("the listener of strong wind from the east");
        Recipient<Event> narrow = harbour.listener("the listener of strong wind that is not too strong");
        client.subscribe(strong.where("from", Comparison.IS, "levante"), both::accept);
        client.subscribe(strong.where("knots", Comparison.BELOW, "40"), narrow::accept);
        client.subscribe(strong, one::accept);
        client.subscribe(wind, all::accept);
        client.subscribe(Interest.in(harbour.feed() + "/+/tide"), event -> { });

        Event weak = harbour.happens("10/wind", "knots", "12", "from", "levante");
        Event west = harbour.happens("10/wind", "knots", "30", "from", "poniente");
        Event unknown = harbour.happens("1/wind", "from", "levante");
        harbour.happens("10/tide", "knots", "30", "from", "levante");
        Event storm = harbour.happens("1/gusts", "knots", "50", "from", "levante");
        Event last = harbour.happens("10/wind", "knots", "31.5", "from", "levante");
        harbour.handed(all, List.of(weak, west, unknown, storm, last));
        harbour.handed(one, List.of(west, storm, last));
        harbour.handed(both, List.of(storm, last));
        harbour.handed(narrow, List.of(west, last));
    }
}
