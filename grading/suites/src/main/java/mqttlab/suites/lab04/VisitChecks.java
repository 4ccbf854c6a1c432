package mqttlab.suites.lab04;

import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.LEFT;
import static mqttlab.contracts.presence.Status.LOST;
import static mqttlab.contracts.presence.Status.UNKNOWN;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.Map;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Visits on a board")
class VisitChecks {

    @Graded(task = 6, points = 2, dependsOn = "showsWhatHappens",
            reason = "A will comes when the broker has noticed that a connection is dead, and whoever it speaks of may be back "
                    + "by then. A number tells which of two messages is the newer one; the order in which they come does not.",
            hint = "Compare the visit that is said with the one that is shown, as numbers: what if it is less, the same, "
                    + "greater? And which one counts when the presence has been cleared?")
    @DisplayName("a presence of an earlier visit is ignored; one of the same visit or a later one is shown")
    void passesOverEarlierVisits(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);
        String ana = scene.name("ana");
        // One is greater than the other, and not only because it is longer, or than an int, or exact as a double.
        long big = (1L << 53) + 1;
        for (String text : List.of("HERE;10", "LOST;9", "LEFT;9", "HERE;9", "LOST;10", "HERE;9", "HERE;10", "LOST;2", "LEFT;10",
                "HERE;10", "LEFT;10", "LOST;10", "HERE;11", "LEFT;" + big, "HERE;" + (big - 1), "LOST;" + Integer.MAX_VALUE,
                "HERE;11")) {
            esi.says(esi.presence(ana), text);
        }
        esi.retains(esi.presence(ana), "");
        esi.says(esi.presence(ana), "HERE;3");
        esi.says(esi.presence(ana), "LOST;2");
        // There is a value left when the presence is cleared.
        String lamp = scene.name("lamp");
        esi.says(esi.presence(lamp), "HERE;10");
        esi.says(esi.known(lamp, "light"), "on");
        esi.retains(esi.presence(lamp), "");
        esi.says(esi.presence(lamp), "LOST;3");

        screen.wasShown(esi.sentinel(), new Shown(esi.sighting(ana, HERE, 10, Map.of())),
                new Shown(esi.sighting(ana, LOST, 10, Map.of())), new Shown(esi.sighting(ana, HERE, 10, Map.of())),
                new Shown(esi.sighting(ana, LEFT, 10, Map.of())), new Shown(esi.sighting(ana, HERE, 10, Map.of())),
                new Shown(esi.sighting(ana, LEFT, 10, Map.of())), new Shown(esi.sighting(ana, LOST, 10, Map.of())),
                new Shown(esi.sighting(ana, HERE, 11, Map.of())), new Shown(esi.sighting(ana, LEFT, big, Map.of())),
                new Told.Removed(esi.site(), ana), new Shown(esi.sighting(ana, HERE, 3, Map.of())),
                new Shown(esi.sighting(lamp, HERE, 10, Map.of())), new Shown(esi.sighting(lamp, HERE, 10, Map.of("light", "on"))),
                new Shown(esi.sighting(lamp, UNKNOWN, 0, Map.of("light", "on"))),
                new Shown(esi.sighting(lamp, LOST, 3, Map.of("light", "on"))));
    }

    @Graded(task = 6, points = 1, clause = {"MQTT-3.1.2-8", "MQTT-3.1.2-17"},
            dependsOn = {"passesOverEarlierVisits", "givesWayToALaterVisit", "isMissed", "showsWhatIsRetained"},
            hint = "Beacon and board have to work together here: the board that was there ignores the late will, and the one "
                    + "that comes later finds what the beacon has said since. Which of the two does not?")
    @DisplayName("an old connection dies after its successor has come: no board shows as lost who is here, now or later")
    void showsWhoIsHereInSpiteOfALateWill(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge first = esi.badge();
        Badge second = Site.next(first);
        Display screen = Display.of(scene, "the screen");
        Display lateScreen = Display.of(scene, "the screen of a board that comes late");
        esi.board().watch(esi.site(), screen);
        Visitor visitor = Visitor.at(esi);
        esi.arrived(first);
        int old = scene.trace().all(fromClient(CONNECT)).getLast().connection();
        esi.arrived(second);
        scene.tap().cut(old);
        visitor.hears(esi.presence(first.name()), Site.text(HERE, first), Site.text(HERE, second), Site.text(LOST, first),
                Site.text(HERE, second));

        esi.board().watch(esi.site(), lateScreen);
        lateScreen.showsInTheEnd(esi.sighting(first.name(), HERE, second.visit(), Map.of()));
        screen.wasShown(esi.sentinel(), new Shown(esi.sighting(first.name(), HERE, first.visit(), Map.of())),
                new Shown(esi.sighting(first.name(), HERE, second.visit(), Map.of())));
    }
}
