package mqttlab.suites.lab04;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import mqttlab.contracts.presence.Status;
import mqttlab.suites.Call;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is known")
class KnownChecks {

    private static final List<String> CALLS = List.of("¿Quién tiene un cargador?", "", "LOST;1", "  Me!\n");

    @Graded(task = 3, points = 1, clause = {"MQTT-3.3.1-5", "MQTT-4.3.2-1"}, dependsOn = "arrives",
            hint = "A sensor that measures once an hour has a board that is empty for an hour, unless the broker keeps the last "
                    + "value. It keeps one message for each topic: so what does each quantity need?")
    @DisplayName("report publishes a value, retained, and returns when it is acknowledged; the last of each quantity is found")
    void reports(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        Map<String, String> found = new TreeMap<>(Map.of(esi.presence(badge.name()), Site.text(Status.HERE, badge)));
        int count = 0;
        for (String[] each : List.of(new String[] {"place", "library"}, new String[] {"temperatura °C", "21,5"},
                new String[] {"place", " Cafetería «El 7»\n; \\ %s "}, new String[] {"presence", "0"})) {
            returnsWhenAcknowledged(scene, "report", ++count, () -> beacon.report(each[0], each[1]));
            String topic = esi.known(badge.name(), each[0]);
            esi.expectState(scene.trace().all(fromClient(PUBLISH)).getLast(), topic, each[1]);
            found.put(topic, each[1]);
        }
        // The same again: it is not to be kept back, since somebody else may have cleared it.
        esi.retains(esi.known(badge.name(), "presence"), "");
        beacon.report("presence", "0");
        Visitor.finds(esi, found);
    }

    /** This is how often the method has been called. */
    private static void returnsWhenAcknowledged(Scene scene, String method, int count, Call call)
            throws BrokerUnavailableException {
        int before = scene.trace().all(fromBroker(PUBACK)).size();
        scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(100, 200)));
        call.make();
        scene.trace().inOrder(scene.trace().await(before + 1, fromBroker(PUBACK)).getLast(),
                scene.trace().await(count, scene.returned(method)).getLast());
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-3.3.1-10", "MQTT-3.3.1-11"}, dependsOn = "reports",
            hint = "A broker has no command to delete. What kind of message takes the place of the one before, and leaves "
                    + "nothing there? Two things have to be right about it, its payload and a flag. And nothing else clears "
                    + "a value.")
    @DisplayName("forget clears a value, also one of an earlier visit; everything else is left, also after close")
    void forgets(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        esi.retains(esi.known(badge.name(), "old"), "of an earlier visit");
        Beacon beacon = esi.arrived(badge);
        beacon.report("place", "library");
        beacon.report("temperature", "21.5");
        int count = 0;
        for (String quantity : List.of("place", "old", "never known")) {
            returnsWhenAcknowledged(scene, "forget", ++count, () -> beacon.forget(quantity));
            esi.expectState(scene.trace().all(fromClient(PUBLISH)).getLast(), esi.known(badge.name(), quantity), "");
        }
        beacon.report("place", "library");
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.HERE, badge),
                esi.known(badge.name(), "temperature"), "21.5", esi.known(badge.name(), "place"), "library"));
        beacon.close();
        scene.tap().awaitEnd(scene.trace().one(fromClient(CONNECT)).connection());
        Map<String, String> left = Visitor.at(esi).all();
        scene.trace().require("21.5".equals(left.get(esi.known(badge.name(), "temperature"))),
                "a value that is not forgotten holds, also when the visit is over", "this is retained: " + left);
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.3.1-12", dependsOn = "arrives",
            hint = "Who would want to hear next week that somebody needed a charger today? Not everything is a state.")
    @DisplayName("a call is published, not retained: all who are looking hear it, and nobody finds it later")
    void calls(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Visitor visitor = Visitor.at(esi);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        int count = 0;
        for (String text : CALLS) {
            returnsWhenAcknowledged(scene, "call", ++count, () -> beacon.call(text));
            esi.expectEvent(scene.trace().all(fromClient(PUBLISH)).getLast(), esi.call(badge.name()), text);
        }
        visitor.hears(esi.call(badge.name()), CALLS.toArray(String[]::new));
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.HERE, badge)));
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-3.3.1-10", "MQTT-3.3.2-2"}, dependsOn = "reports",
            hint = "What would the broker make of a value that is empty? And of a quantity that has a slash or a wildcard in it? "
                    + "Find out before you send.")
    @DisplayName("an empty value, or a quantity that is no topic level, is refused before anything is sent")
    void refusesWhatIsNoValue(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        beacon.report("place", "library");
        esi.refused("report of an empty value", () -> beacon.report("place", ""));
        esi.refused("report of a value that is null", () -> beacon.report("place", null));
        for (String quantity : Arrays.asList("", "pla/ce", "+", "#", "place/", null)) {
            esi.refused("report of the quantity \"%s\"".formatted(quantity), () -> beacon.report(quantity, "library"));
            esi.refused("forget of the quantity \"%s\"".formatted(quantity), () -> beacon.forget(quantity));
        }
        beacon.report("mood", " ");

        PacketMatch values = fromClient(PUBLISH).with("of a value", each -> !each.topic().equals(esi.presence(badge.name())));
        List<TracedPacket> sent = scene.trace().all(values);
        scene.trace().require(sent.size() == 2, "nothing is sent of what was refused", "this was sent, too: "
                + sent.get(1).packet(), sent.get(1));
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.HERE, badge),
                esi.known(badge.name(), "place"), "library", esi.known(badge.name(), "mood"), " "));
    }

    @Graded(task = 3, points = 1, dear = true, dependsOn = "reports",
            reason = "A program that has reported a value believes that all know it. If the broker has not got it, the program "
                    + "has to hear of that.",
            hint = "Connection.publish throws what the contract promises: is it caught somewhere on its way to the caller? And "
                    + "before arrive has been called, do you get as far as that, or is something null?")
    @DisplayName("what is not acknowledged in time, or said without a connection, ends with a BrokerUnavailableException")
    void saysWhatWasNotHeard(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        saysNothingWithoutAConnection(esi, "before arrive", scene.create(Beacon.class));
        Beacon cutOff = esi.arrived(esi.badge());
        scene.tap().when(fromBroker(PUBACK)).once().cutBefore();
        esi.unavailable("forget, cut before the PUBACK,", () -> cutOff.forget("place"));
        Beacon beacon = esi.arrived(esi.badge(scene.name("lamp")));
        Beacon other = esi.arrived(esi.badge(scene.name("door")));
        scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(900));
        CompletableFuture<Void> late = Call.begin(() -> other.report("open", "yes"));
        scene.trace().await(fault(Fault.DELAYED));
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        long start = System.nanoTime();
        esi.unavailable("report without a PUBACK", () -> beacon.report("light", "on"));
        tookItsPatience(scene, Duration.ofNanos(System.nanoTime() - start));
        // That one has come, late as it was.
        Call.join(late);
        beacon.report("light", "on");
        // That has taken its time: whatever connects again by itself has done so by now.
        saysNothingWithoutAConnection(esi, "without a connection", cutOff);
        esi.hasConnected(3);
    }

    private static void saysNothingWithoutAConnection(Site esi, String when, Beacon beacon) {
        esi.unavailable("report " + when, () -> beacon.report("place", "library"));
        esi.unavailable("forget " + when, () -> beacon.forget("place"));
        esi.unavailable("call " + when, () -> beacon.call("Is anybody there?"));
    }

    private static void tookItsPatience(Scene scene, Duration took) {
        Duration patience = Duration.ofSeconds(BrokerUnavailableException.PATIENCE_SECONDS);
        scene.trace().require(took.compareTo(patience.minusMillis(200)) > 0
                        && took.compareTo(patience.plus(Patience.atLeast(Duration.ofMillis(1_800)))) < 0,
                "report gives the broker %d seconds".formatted(patience.toSeconds()), "it took " + took.toMillis() + " ms");
    }
}
