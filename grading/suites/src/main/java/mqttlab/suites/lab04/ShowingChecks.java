package mqttlab.suites.lab04;

import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.LEFT;
import static mqttlab.contracts.presence.Status.LOST;
import static mqttlab.contracts.presence.Status.UNKNOWN;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.suites.Call;
import mqttlab.suites.lab04.Told.Removed;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Showing")
class ShowingChecks {

    @Graded(task = 4, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-3.3.2-3"},
            hint = "Three things have to come together: the broker has been asked, a message has been taken apart, and what is "
                    + "known of its sender has become a new sighting, with all that was known before.")
    @DisplayName("a board shows who comes and goes and what is known of them, as it happens")
    void showsWhatHappens(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);
        Badge ana = esi.badge();
        Badge lamp = esi.badge(scene.name("lámpara 2"));

        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        esi.says(esi.known(ana.name(), "place"), "library");
        esi.says(esi.presence(lamp.name()), Site.text(HERE, lamp));
        esi.says(esi.known(ana.name(), "mood"), "¡bien! = 7;8\n");
        esi.says(esi.known(ana.name(), "place"), "café");
        esi.says(esi.presence(lamp.name()), Site.text(LOST, lamp));
        esi.says(esi.presence(ana.name()), Site.text(LEFT, ana));

        Map<String, String> known = Map.of("place", "café", "mood", "¡bien! = 7;8\n");
        screen.wasShown(esi.sentinel(),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))),
                new Shown(esi.sighting(lamp.name(), HERE, lamp.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library", "mood", "¡bien! = 7;8\n"))),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), known)),
                new Shown(esi.sighting(lamp.name(), LOST, lamp.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), LEFT, ana.visit(), known)));
    }

    @Graded(task = 4, points = 1, dear = true, clause = {"MQTT-3.8.4-1", "MQTT-3.8.4-5"},
            hint = "What does the SUBACK say: is a number above 2 a QoS? And what was asked for, with which QoS? Without a keep "
                    + "alive, how would a board notice that its own cable has been pulled?")
    @DisplayName("a board connects as it is told, and watches with QoS 1 as soon as the broker grants it; otherwise it says so")
    void saysWhetherItWatches(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Board nowhere = scene.create(Board.class);
        esi.unavailable("connect where nobody listens", () -> nowhere.connect(scene.unusedUri(), scene.name("board")));
        Board board = connected(scene);
        // Late, and in time.
        scene.tap().when(fromBroker(SUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(700, 900)));
        board.watch(esi.site(), Display.of(scene, "the screen"));
        scene.trace().inOrder(scene.trace().await(fromBroker(SUBACK)), scene.trace().await(scene.returned("watch")));
        for (TracedPacket asked : scene.trace().all(fromClient(SUBSCRIBE))) {
            scene.trace().require(asked.packet().topicFilters().stream()
                            .allMatch(each -> each.qos() == 1 && each.filter().startsWith(esi.site() + "/")),
                    "a SUBSCRIBE with QoS 1 to topics of " + esi.site(), "this was sent: " + asked.packet(), asked);
        }
        esi.refuseNextSubscription();
        esi.unavailable("watch, refused by the broker,",
                () -> board.watch(scene.name("esi"), Display.of(scene, "another screen")));
        scene.tap().when(fromBroker(SUBACK)).once().cutBefore();
        esi.unavailable("watch, cut before the SUBACK,",
                () -> board.watch(scene.name("esi"), Display.of(scene, "one more screen")));
        Board other = esi.board();
        scene.tap().when(fromBroker(SUBACK)).once().drop();
        esi.unavailable("watch without a SUBACK",
                () -> other.watch(esi.site(), Display.of(scene, "the screen of another board")));
        // That has taken its time: whatever connects again by itself has done so by now.
        esi.unavailable("watch without a connection",
                () -> board.watch(scene.name("esi"), Display.of(scene, "the last screen")));
        esi.hasConnected(2);
    }

    private static Board connected(Scene scene) throws BrokerUnavailableException {
        Board board = scene.create(Board.class);
        String clientId = scene.name("board");
        board.connect(scene.brokerUri(), clientId);
        TracedPacket connect = scene.trace().one(fromClient(CONNECT));
        Packet sent = connect.packet();
        scene.trace().require(sent.clientId().equals(clientId) && sent.protocolLevel() == 4 && sent.cleanSession()
                        && sent.keepAlive() > 0,
                "a CONNECT of %s with MQTT 3.1.1, a clean session and a keep alive".formatted(clientId),
                "this was sent: " + sent, connect);
        return board;
    }

    @Graded(task = 4, points = 2, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-8"}, dependsOn = "showsWhatHappens",
            hint = "What was retained comes at once, in any order, perhaps before the SUBACK: is the screen there by then? A "
                    + "value may come before the presence, or without one. And of whom does it say HERE?")
    @DisplayName("a board that comes late shows all that is retained, and nobody as here who has left or is lost")
    void showsWhatIsRetained(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        Badge ben = esi.badge(scene.name("ben"));
        Badge lamp = esi.badge(scene.name("lamp"));
        String door = scene.name("door");
        esi.retains(HERE, ana);
        esi.retains(esi.known(ana.name(), "place"), "library");
        esi.retains(HERE, ben);
        esi.retains(LEFT, ben);
        esi.retains(esi.known(lamp.name(), "light"), "on");
        esi.retains(esi.known(lamp.name(), "volts"), "229");
        esi.retains(LOST, lamp);
        esi.retains(esi.known(door, "open"), "yes");
        Display screen = Display.of(scene, "the screen of a board that comes late");
        watches(esi, screen, Packets.publish(esi.known(door, "light")).payload("off").retain().packet());

        Sighting[] expected = {esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library")),
            esi.sighting(ben.name(), LEFT, ben.visit(), Map.of()),
            esi.sighting(lamp.name(), LOST, lamp.visit(), Map.of("light", "on", "volts", "229")),
            esi.sighting(door, UNKNOWN, 0, Map.of("open", "yes", "light", "off"))};
        screen.showsInTheEnd(expected);
        screen.shows(esi.sentinel(), expected);
        screen.neverWas("that anybody else is here", each -> each instanceof Shown shown && shown.sighting().status() == HERE
                && !shown.name().equals(ana.name()));
    }

    /** A message that is retained comes before the SUBACK, which the standard allows. */
    private static void watches(Site esi, Display screen, Packet early) throws BrokerUnavailableException {
        Scene scene = esi.scene();
        Board board = esi.board();
        Hold hold = scene.tap().when(fromBroker(SUBACK)).hold();
        CompletableFuture<Void> watching = Call.begin(() -> board.watch(esi.site(), screen));
        scene.tap().slipIn(hold.await().connection(), early);
        screen.told().await(1);
        hold.release();
        Call.join(watching);
    }

    @Graded(task = 4, points = 2, clause = {"MQTT-3.3.1-10", "MQTT-3.3.1-11"}, dependsOn = "showsWhatHappens",
            hint = "An empty payload says that there is nothing any more; a blank does not. It comes as an ordinary message, "
                    + "without the retain flag. When is the last thing gone that was known of somebody? And what if there was "
                    + "nothing to clear?")
    @DisplayName("what is cleared is no longer known, and who has nothing left is removed")
    void removesWhatIsCleared(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        String door = scene.name("door");
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);

        esi.retains(HERE, ana);
        esi.retains(esi.known(ana.name(), "place"), "library");
        esi.retains(esi.known(ana.name(), "mood"), " ");
        esi.retains(esi.known(ana.name(), "mood"), "");
        esi.retains(esi.known(ana.name(), "mood"), "");
        esi.retains(esi.presence(ana.name()), "");
        esi.retains(esi.known(ana.name(), "place"), "");
        esi.retains(esi.presence(door), "");
        esi.retains(esi.known(door, "open"), "");
        esi.retains(LOST, ana);
        esi.retains(esi.presence(ana.name()), "");

        screen.wasShown(esi.sentinel(),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library", "mood", " "))),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))),
                new Shown(esi.sighting(ana.name(), UNKNOWN, 0, Map.of("place", "library"))),
                new Removed(esi.site(), ana.name()),
                new Shown(esi.sighting(ana.name(), LOST, ana.visit(), Map.of())),
                new Removed(esi.site(), ana.name()));
        Display late = Display.of(scene, "the screen of a board that comes late");
        esi.board().watch(esi.site(), late);
        late.shows(esi.sentinel());
    }

    @Graded(task = 4, points = 1, dependsOn = "showsWhatHappens",
            reason = "At QoS 1 messages come twice, and beacons repeat themselves. A screen that flickers each time is no good.",
            hint = "Compare what you know now with what you knew before. Records do that by themselves.")
    @DisplayName("the screen is told what has changed, and not the same again")
    void tellsWhatIsNew(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge ana = esi.badge();
        Badge ben = esi.badge(scene.name("ben"));
        Display screen = Display.of(scene, "the screen");
        esi.board().watch(esi.site(), screen);

        for (String value : List.of("library", "café")) {
            for (int i = 0; i < 3; i++) {
                esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
                esi.says(esi.known(ana.name(), "place"), value);
                esi.says(esi.known(ben.name(), "place"), value);
            }
        }
        esi.says(esi.presence(ana.name()), Site.text(LEFT, ana));
        esi.says(esi.known(ana.name(), "place"), "home");

        screen.wasShown(esi.sentinel(),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of())),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "library"))),
                new Shown(esi.sighting(ben.name(), UNKNOWN, 0, Map.of("place", "library"))),
                new Shown(esi.sighting(ana.name(), HERE, ana.visit(), Map.of("place", "café"))),
                new Shown(esi.sighting(ben.name(), UNKNOWN, 0, Map.of("place", "café"))),
                new Shown(esi.sighting(ana.name(), LEFT, ana.visit(), Map.of("place", "café"))),
                new Shown(esi.sighting(ana.name(), LEFT, ana.visit(), Map.of("place", "home"))));
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.2-3", dependsOn = "showsWhatHappens",
            hint = "Two sites may each have somebody of the same name. What do you keep your sightings by, and how do you find "
                    + "the screen for one? A quantity may be called presence: which level of the topic says what it is about?")
    @DisplayName("each site has its screen, and what has the same name, or nearly, is kept apart")
    void keepsSitesApart(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Site other = esi.next(esi.site() + "2");
        Site third = esi.next(scene.name("museum"));
        Display screen = Display.of(scene, "the screen");
        Display otherScreen = Display.of(scene, "the screen of another site");
        Board board = esi.board();
        board.watch(esi.site(), screen);
        board.watch(other.site(), otherScreen);
        Badge ana = new Badge(esi.site(), "ana", 5);

        esi.says(esi.presence(ana.name()), Site.text(HERE, ana));
        other.says(other.known(ana.name(), "place"), "gate");
        other.says(other.presence(ana.name()), "LEFT;4");
        third.says(third.presence(ana.name()), "HERE;6");
        esi.says(esi.known("ana2", "place"), "lab");
        esi.says(esi.known("ana2", "Place"), "LAB");
        esi.says(esi.known("Ana", "presence"), "LOST;9");
        esi.says(esi.known("Ana", "call"), "now");
        // Without a slash between them, site and name are the same.
        esi.says(esi.known("2x", "place"), "lab");
        other.says(other.known("x", "place"), "gate");

        screen.wasShown(esi.sentinel(), new Shown(esi.sighting(ana.name(), HERE, 5, Map.of())),
                new Shown(esi.sighting("ana2", UNKNOWN, 0, Map.of("place", "lab"))),
                new Shown(esi.sighting("ana2", UNKNOWN, 0, Map.of("place", "lab", "Place", "LAB"))),
                new Shown(esi.sighting("Ana", UNKNOWN, 0, Map.of("presence", "LOST;9"))),
                new Shown(esi.sighting("Ana", UNKNOWN, 0, Map.of("presence", "LOST;9", "call", "now"))),
                new Shown(esi.sighting("2x", UNKNOWN, 0, Map.of("place", "lab"))));
        otherScreen.wasShown(other.sentinel(), new Shown(other.sighting(ana.name(), UNKNOWN, 0, Map.of("place", "gate"))),
                new Shown(other.sighting(ana.name(), LEFT, 4, Map.of("place", "gate"))),
                new Shown(other.sighting("x", UNKNOWN, 0, Map.of("place", "gate"))));
    }
}
