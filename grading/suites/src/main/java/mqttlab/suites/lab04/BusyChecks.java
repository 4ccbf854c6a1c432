package mqttlab.suites.lab04;

import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.UNKNOWN;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Board;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Nonsense, and screens that are busy or throw")
class BusyChecks {

    /** What is no presence, although some of it looks like one. */
    private static final List<String> NONSENSE = List.of("nonsense", "HERE", "HERE;", "HERE;x", "here;7", "HERE;7;8", "HERE;7;",
            ";7", "UNKNOWN;7", "GONE;7", "HERE;0", "LOST;-7", "HERE;7.5", " ", "HERE 7", " HERE;7", "HERE;7 ", "HERE;7\n",
            "HERE; 7", "HERE;0x7", "HERE;99999999999999999999");

    @Graded(task = 4, points = 1, dependsOn = "showsWhatHappens",
            reason = "Anybody may publish anything on your topics, and retain it: a board that breaks on it breaks again each "
                    + "time that it is started.",
            hint = "Topic and Presence say when something is malformed. What do you do then? And what happens to the thread that "
                    + "hands over when your code throws?")
    @DisplayName("malformed messages are ignored, retained or not, and what comes later is shown as usual")
    void passesOverNonsense(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        esi.retains(esi.presence(scene.name("retained")), "nonsense");
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);
        saysNonsense(esi, ana.name());
        String site = esi.site();
        for (String topic : List.of(site, site + "/x", site + "/x/known", site + "/x/y/presence", site + "/x/known/y/z",
                site + "/x/known/", site + "//known/y", site + "//presence", site + "/x/seen",
                site + "/x/presence/y", site + "/x/presence/", site + "/x/call/", site + "/")) {
            esi.says(topic, "HERE;7");
        }
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        esi.says(esi.presence(ana.name()), "LOST;");
        saysNonsense(esi, ana.name());
        // How that is shown is left open, and a sentinel's name is not looked at.
        String unreadable = scene.name(Site.SENTINEL);
        esi.says(esi.known(unreadable, "mood"), Site.notUtf8());
        esi.says(esi.call(unreadable), Site.notUtf8());

        screen.wasShown(esi.sentinel(), new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())));
    }

    private static void saysNonsense(Site esi, String name) {
        NONSENSE.forEach(text -> esi.says(esi.presence(name), text));
        esi.says(esi.presence(name), Site.notUtf8());
    }

    @Graded(task = 4, points = 1, dependsOn = "showsWhatHappens",
            reason = "One mistake in a screen must not be the last that the board shows.",
            hint = "What stands around each call of a screen? What was shown has been shown, even if the screen has thrown. And "
                    + "not everything that can be thrown is an Exception.")
    @DisplayName("a screen that throws is told what comes later all the same")
    void survivesScreens(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        Display told = Display.of(scene, "the screen that throws");
        esi.board().watch(esi.site(), new Throwing(told));
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        esi.says(esi.known(ana.name(), "place"), "library");
        esi.retains(esi.presence(ana.name()), "");

        told.wasShown(esi.sentinel(), new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))),
                new Shown(esi.sighting(ana.name(), UNKNOWN, 0, Map.of("place", "library"))));
    }

    @Graded(task = 4, points = 1, dear = true, clause = "MQTT-3.14.4-1", dependsOn = "showsWhatHappens",
            hint = "Which thread tells the screen? Connection has one for it. And what is still in its queue when close is "
                    + "called?")
    @DisplayName("while a screen is busy the board can be called, and close does not wait; nothing is told after it")
    void holdsUpNobody(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Display told = Display.of(scene, "the screen that is busy");
        Waiting busy = Waiting.in(scene, told);
        Board board = esi.board();
        board.watch(esi.site(), busy);
        Badge ana = esi.badge();
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        told.told().await(1);
        board.watch(scene.name("museum"), Display.of(scene, "the screen of another site"));
        esi.says(esi.known(ana.name(), "place"), "library");
        scene.trace().await(2, fromClient(PUBACK));
        long start = System.nanoTime();
        board.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // By then, even a broker that says nothing would be given up, on a busy machine, too.
        Duration most = Patience.atLeast(Duration.ofSeconds(2 * BrokerUnavailableException.PATIENCE_SECONDS));
        scene.trace().require(took.compareTo(most) < 0, "close does not wait for the screen",
                "it took " + took.toMillis() + " ms");
        board.close();
        scene.create(Board.class).close();
        scene.trace().await(fromClient(DISCONNECT));
        scene.trace().await(closed(scene.trace().one(fromClient(CONNECT)).connection()));
        busy.release();
        scene.requireThatAProgramCanEnd();

        told.neverWas("anything after close", each -> !each.equals(new Shown(esi.sighting(ana.name(), HERE, ana.visit(),
                Map.of()))));
    }
}
