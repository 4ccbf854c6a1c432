package mqttlab.suites.lab04;

import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.UNKNOWN;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Nonsense, and screens that are busy or throw")
class BusyChecks {

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
        for (String text : List.of("nonsense", "HERE", "HERE;", "HERE;x", "here;7", "HERE;7;8", "HERE;7;", ";7", "UNKNOWN;7",
                "GONE;7", "HERE;0", "LOST;-7", "HERE;7.5", " ", "HERE 7")) {
            esi.says(esi.presence(ana.name()), text);
        }
        String site = esi.site();
        for (String topic : List.of(site, site + "/x", site + "/x/known", site + "/x/y/presence", site + "/x/known/y/z",
                site + "/x/known/", site + "//known/y", site + "//presence", site + "/x/seen",
                site + "/x/presence/y", site + "/")) {
            esi.says(topic, "HERE;7");
        }
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        esi.says(esi.presence(ana.name()), "LOST;");

        screen.wasShown(esi.sentinel(), new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())));
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

    /** Throws after everything that it is told: now an exception, now an error. */
    private record Throwing(Display told) implements Board.Screen {

        @Override
        public void show(Sighting sighting) {
            told.show(sighting);
            if (sighting.known().isEmpty()) {
                throw new AssertionError("this screen has an error");
            }
            throw new IllegalStateException("this screen throws");
        }

        @Override
        public void remove(String site, String name) {
            told.remove(site, name);
            throw new IllegalStateException("this screen throws");
        }

        @Override
        public void greet(String site, String name) {
            told.greet(site, name);
            throw new IllegalStateException("this screen throws");
        }

        @Override
        public void called(String site, String name, String text) {
            told.called(site, name, text);
            throw new IllegalStateException("this screen throws");
        }
    }

    @Graded(task = 4, points = 1, dear = true, clause = "MQTT-3.14.4-1", dependsOn = "showsWhatHappens",
            hint = "Which thread tells the screen? Connection has one for it. And what is still in its queue when close is "
                    + "called?")
    @DisplayName("while a screen is busy the board can be called, and close does not wait; nothing is told after it")
    void holdsUpNobody(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Site other = esi.next(scene.name("museum"));
        Display told = Display.of(scene, "the screen that is busy");
        Display otherScreen = Display.of(scene, "the screen of another site");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        Board board = esi.board();
        Busy busy = new Busy(told, board, other, otherScreen, goOn);
        board.watch(esi.site(), busy);
        Badge ana = esi.badge();
        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        scene.trace().await(2, scene.returned("watch"));
        int before = scene.trace().all(fromClient(PUBACK)).size();
        esi.says(esi.known(ana.name(), "place"), "library");
        other.says(other.known(ana.name(), "place"), "gate");
        scene.trace().await(before + 2, fromClient(PUBACK));
        long start = System.nanoTime();
        board.close();
        scene.trace().require(System.nanoTime() - start < Patience.usual().toNanos(), "close does not wait for the screen",
                "it has waited");
        board.close();
        scene.create(Board.class).close();
        scene.trace().await(fromClient(DISCONNECT));
        scene.trace().await(closed(scene.trace().one(fromClient(CONNECT)).connection()));
        goOn.countDown();
        scene.requireThatAProgramCanEnd();

        told.neverWas("anything after close", each -> !each.equals(new Shown(esi.sighting(ana.name(), HERE, ana.visit(),
                Map.of()))));
        otherScreen.neverWas("anything after close", each -> true);
    }

    /** Has the board watch another site, and then is busy. */
    private record Busy(Display told, Board board, Site other, Display otherScreen, CountDownLatch goOn) implements Board.Screen {

        @Override
        public void show(Sighting sighting) {
            told.show(sighting);
            try {
                board.watch(other.site(), otherScreen);
                goOn.await(4 * Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
            } catch (BrokerUnavailableException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void remove(String site, String name) {
            told.remove(site, name);
        }

        @Override
        public void greet(String site, String name) {
            told.greet(site, name);
        }

        @Override
        public void called(String site, String name, String text) {
            told.called(site, name, text);
        }
    }
}
