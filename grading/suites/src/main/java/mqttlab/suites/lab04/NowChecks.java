package mqttlab.suites.lab04;

import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.LEFT;
import static mqttlab.contracts.presence.Status.LOST;
import static mqttlab.contracts.presence.Status.UNKNOWN;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.suites.lab04.Told.Called;
import mqttlab.suites.lab04.Told.Greeted;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Now, and not before")
class NowChecks {

    /** More than a queue of a hundred takes. */
    private static final int MANY = 120;

    @Graded(task = 5, points = 2, clause = {"MQTT-3.3.1-8", "MQTT-3.3.1-9"}, dependsOn = "showsWhatIsRetained",
            hint = "A board that is started in the evening must not greet all who have come during the day. What does a message "
                    + "that the broker has kept have that one of now has not? And of a presence that was cleared, nothing is "
                    + "left to compare with.")
    @DisplayName("whoever arrives now is greeted, once for each visit, and nobody who was there before")
    void greetsWhoArrivesNow(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge before = esi.badge(scene.name("before"));
        Badge lost = esi.badge(scene.name("lost"));
        Badge now = esi.badge(scene.name("now"));
        esi.retains(HERE, before);
        esi.retains(LOST, lost);
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);
        screen.showsInTheEnd(esi.sighting(before.name(), HERE, before.visit(), Map.of()),
                esi.sighting(lost.name(), LOST, lost.visit(), Map.of()));

        // Retained, but the board is there: for those who are, this is now.
        esi.retains(HERE, now);
        esi.retains(HERE, now);
        esi.says(esi.known(now.name(), "place"), "library");
        esi.retains(HERE, before);
        esi.retains(LOST, now);
        esi.retains(HERE, now);
        esi.retains(LEFT, now);
        esi.retains(HERE, Site.next(now));
        // Its connection is still there when the next one comes.
        esi.retains(HERE, Site.next(Site.next(now)));
        esi.retains(LEFT, Site.next(before));
        // That visit had begun before.
        esi.retains(HERE, lost);
        esi.retains(HERE, Site.next(lost));
        String cleared = scene.name("cleared");
        for (String text : List.of("HERE;10", "", "HERE;3", "", "HERE;3")) {
            esi.retains(esi.presence(cleared), text);
        }

        Greeted again = new Greeted(esi.site(), now.name());
        Greeted anew = new Greeted(esi.site(), cleared);
        screen.wasToldNow(esi.callingSentinel(), again, again, again, new Greeted(esi.site(), lost.name()), anew, anew, anew);
        List<Told> all = screen.told().await(0);
        scene.trace().require(all.indexOf(new Greeted(esi.site(), now.name()))
                        > all.indexOf(new Shown(esi.sighting(now.name(), HERE, now.visit(), Map.of()))),
                "who arrives is shown first, and greeted then", "it is the other way round");
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-3.3.1-8", "MQTT-3.3.1-12"}, dependsOn = "showsWhatHappens",
            hint = "A call is not a state. An empty one is a call like any other, told by the same thread as all else. And "
                    + "if one comes that the broker has kept, because somebody has retained it by mistake, of when is it?")
    @DisplayName("a call is passed on in its turn, when it happens; one that was retained by mistake is not")
    void passesOnCalls(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        String ana = scene.name("ana");
        String old = scene.name("old");
        esi.retains(esi.call(old), "Help! (a week ago)");
        Display screen = Display.of(scene, "the screen");
        Waiting busy = Waiting.in(scene, screen);
        esi.board().watch(esi.site(), busy);
        esi.says(esi.call(ana), "¿Quién tiene un cargador?");
        screen.told().await(1);
        esi.says(esi.presence(ana), "LEFT;3");
        esi.says(esi.call(ana), "");
        esi.says(esi.call(ana), "");
        esi.says(esi.call(ana), "  Me!\n");
        // It is of now, even if it is a mistake to retain it.
        esi.retains(esi.call(old), "HERE;7");
        // Whoever does not wait for the screen would not have waited by then.
        scene.awaitRestOfCode();
        List<Told> meanwhile = screen.told().await(0);
        scene.trace().require(meanwhile.size() == 1, "a screen is told one thing at a time",
                "while it was busy, it was told " + meanwhile.subList(1, meanwhile.size()));
        busy.release();

        screen.wasTold(esi.callingSentinel(), new Called(esi.site(), ana, "¿Quién tiene un cargador?"),
                new Shown(esi.sighting(ana, LEFT, 3, Map.of())), new Called(esi.site(), ana, ""), new Called(esi.site(), ana, ""),
                new Called(esi.site(), ana, "  Me!\n"), new Called(esi.site(), old, "HERE;7"));
    }

    @Graded(task = 5, points = 1, dependsOn = "showsWhatIsRetained",
            reason = "While the line is down, anybody may go or die. A board that shows what it knew an hour ago shows the dead "
                    + "as present.",
            hint = "Connection runs lost behind the last message. Of whom does the screen still say that they are here, and what "
                    + "of all else can have become wrong?")
    @DisplayName("a board that has lost its connection shows nobody as here, and all else as before")
    void knowsThatItDoesNotKnow(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        Badge ben = esi.badge(scene.name("ben"));
        Badge lamp = esi.badge(scene.name("lamp"));
        Badge cat = esi.badge(scene.name("cat"));
        esi.retains(HERE, ana);
        esi.retains(esi.known(ana.name(), "place"), "library");
        esi.retains(LEFT, ben);
        esi.retains(LOST, lamp);
        Display screen = Display.of(scene, "the screen");
        Board board = esi.board();
        board.watch(esi.site(), screen);
        Site museum = esi.next(scene.name("museum"));
        Badge guide = museum.badge(scene.name("guide"));
        Display otherScreen = Display.of(scene, "the screen of another site");
        board.watch(museum.site(), otherScreen);
        esi.says(esi.presence(cat.name()), Site.text(HERE, cat));
        museum.says(museum.presence(guide.name()), Site.text(HERE, guide));
        Sighting benLeft = esi.sighting(ben.name(), LEFT, ben.visit(), Map.of());
        Sighting lampLost = esi.sighting(lamp.name(), LOST, lamp.visit(), Map.of());
        screen.showsInTheEnd(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library")), benLeft, lampLost,
                esi.sighting(cat.name(), HERE, cat.visit(), Map.of()));
        otherScreen.showsInTheEnd(museum.sighting(guide.name(), HERE, guide.visit(), Map.of()));
        scene.tap().cut();

        screen.showsInTheEnd(esi.sighting(ana.name(), UNKNOWN, ana.visit(), Map.of("place", "library")), benLeft, lampLost,
                esi.sighting(cat.name(), UNKNOWN, cat.visit(), Map.of()));
        otherScreen.showsInTheEnd(museum.sighting(guide.name(), UNKNOWN, guide.visit(), Map.of()));
        screen.neverWas("that somebody is removed", each -> each instanceof Told.Removed);
        board.close();
        closesWithoutAWord(esi, esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library")), benLeft, lampLost);
        esi.hasConnected(2);
    }

    @Graded(task = 5, points = 1,
            dependsOn = {"knowsThatItDoesNotKnow", "greetsWhoArrivesNow", "survivesScreens", "holdsUpNobody"},
            reason = "How long a screen takes, and what it throws, is its own affair: nothing that somebody has said gets lost.",
            hint = "What comes while a screen is busy waits in a queue: is there an end to it, and is it thrown away when the "
                    + "connection is lost? And a greeting is told after the sighting: what if show has thrown? Look where your "
                    + "catch stands, in lost as well.")
    @DisplayName("a screen that is slow and throws misses no message, no greeting, and nobody when the connection is lost")
    void losesNothing(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        Badge ben = esi.badge(scene.name("ben"));
        Display told = Display.of(scene, "the screen that is slow and throws");
        Waiting slow = Waiting.in(scene, told);
        esi.board().watch(esi.site(), new Throwing(slow));
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        told.told().await(1);
        List<Told> expected = new ArrayList<>(List.of(new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())),
                new Greeted(esi.site(), ana.name())));
        for (int i = 0; i < MANY; i++) {
            String door = "door-" + i;
            esi.says(esi.known(door, "open"), "yes");
            expected.add(new Shown(esi.sighting(door, UNKNOWN, 0, Map.of("open", "yes"))));
        }
        esi.says(esi.presence(ben.name()), Site.text(HERE, ben));
        expected.add(new Shown(esi.sighting(ben.name(), HERE, ben.visit(), Map.of())));
        expected.add(new Greeted(esi.site(), ben.name()));
        esi.says(esi.known(ana.name(), "place"), "library");
        expected.add(new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))));
        scene.trace().await(MANY + 3, fromClient(PUBACK));
        scene.tap().cut();
        slow.release();

        List<Told> all = told.told().await(expected.size() + 2);
        for (int i = 0; i < expected.size(); i++) {
            scene.trace().require(all.get(i).equals(expected.get(i)), "the screen is told as number %d: %s".formatted(i + 1,
                    expected.get(i)), "it was told: " + all.get(i));
        }
        told.showsNobodyAsHere();
    }

    /** A board that is closed has not lost its connection. */
    private static void closesWithoutAWord(Site esi, Sighting... retained) throws BrokerUnavailableException {
        Scene scene = esi.scene();
        Display screen = Display.of(scene, "the screen of a board that is closed");
        Board board = esi.board();
        board.watch(esi.site(), screen);
        screen.showsInTheEnd(retained);
        board.close();
        scene.tap().awaitEnd(scene.trace().all(fromClient(CONNECT)).getLast().connection());
        scene.requireThatAProgramCanEnd();
        screen.neverWas("that nobody can know any more who is here", each -> each instanceof Shown shown
                && shown.sighting().status() == UNKNOWN && shown.sighting().visit() > 0);
    }
}
