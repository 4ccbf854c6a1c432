package mqttlab.suites.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.contracts.presence.Status.HERE;
import static mqttlab.contracts.presence.Status.LEFT;
import static mqttlab.contracts.presence.Status.LOST;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import mqttlab.suites.Call;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming back")
class ComingBackChecks {

    /** More than wait at Paho for a callback that does not return; behind them, it reads nothing. */
    private static final int MORE_THAN_PAHO_KEEPS = 15;
    /** More than Paho allows to be unacknowledged, unless it is told otherwise. */
    private static final int THREADS = 12;
    private static final Duration LESS_THAN_THE_ANSWER_TAKES = Duration.ofMillis(1_600);
    /** A busy machine may take that long once, and then not each time. */
    private static final int ATTEMPTS = 3;

    @Graded(task = 6, points = 1, clause = {"MQTT-3.1.4-2", "MQTT-3.1.2-8"}, dependsOn = {"isMissed", "leaves"},
            hint = "The newcomer says HERE like everybody. And the one whose identifier was taken has no connection any more: "
                    + "what does it do about that?")
    @DisplayName("whoever comes back, after it was lost or while its earlier connection is still there, is found as HERE")
    void comesBack(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        String clientId = scene.name("beacon");
        Badge first = esi.badge();
        Badge second = Site.next(first);
        Badge third = Site.next(second);
        Visitor visitor = Visitor.at(esi);
        esi.arrived(first, clientId);
        scene.tap().cut();
        visitor.hears(esi.presence(first.name()), Site.text(HERE, first), Site.text(LOST, first));
        Beacon replaced = esi.arrived(second, clientId);
        Visitor.finds(esi, Map.of(esi.presence(first.name()), Site.text(HERE, second)));
        esi.arrived(third, clientId);
        scene.trace().await(closed(scene.trace().all(fromClient(CONNECT)).get(1).connection()));
        replaced.close();

        Visitor.finds(esi, Map.of(esi.presence(first.name()), Site.text(HERE, third)));
        esi.hasConnected(3);
    }

    @Graded(task = 6, points = 1, clause = {"MQTT-3.1.2-8", "MQTT-3.3.1-5"}, dependsOn = "arrives",
            hint = "The old connection may die long after the new one has said HERE: then its will is what is retained, and "
                    + "nobody but you knows better. How do you hear of it, and what do you say then? Retained or of now makes no "
                    + "difference here.")
    @DisplayName("a beacon that hears something else of its presence, such as a will that comes late, says HERE again")
    void saysAgainThatItIsHere(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge old = esi.badge();
        Badge badge = Site.next(old);
        esi.connectedWithAWill(old);
        int oldConnection = scene.trace().one(fromClient(CONNECT)).connection();
        esi.arrived(badge);
        String here = Site.text(HERE, badge);
        List<String> said = new ArrayList<>(List.of(here));
        scene.tap().cut(oldConnection);
        expectSaid(esi, badge, said);
        for (String text : List.of(Site.text(LEFT, old), Site.text(HERE, old), Site.text(LOST, badge), Site.text(LEFT, badge),
                "nonsense", "", "HERE;x", "LOST;1", "GONE;" + (badge.visit() + 1), "UNKNOWN;" + (badge.visit() + 1))) {
            esi.retains(esi.presence(badge.name()), text);
            expectSaid(esi, badge, said);
        }
        esi.retains(esi.presence(badge.name()), Site.notUtf8());
        expectSaid(esi, badge, said);
        // It does not answer itself: by then it would have.
        scene.awaitRestOfCode();
        esi.hasSaid(badge.name(), said.toArray(String[]::new));
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), here));
    }

    /** HERE once more. */
    private static void expectSaid(Site esi, Badge badge, List<String> said) {
        said.add(Site.text(HERE, badge));
        TracedPacket last = esi.scene().trace().await(said.size(), esi.saysPresence(badge.name())).getLast();
        esi.expectState(last, esi.presence(badge.name()), Site.text(HERE, badge));
    }

    @Graded(task = 6, points = 1, dear = true, dependsOn = {"saysAgainThatItIsHere", "reports"},
            reason = "A sensor does not mind who has said what of the presence: what it measures is to be known at once.",
            hint = "Which lock do report and your answer both need, and does a thread of Paho wait? Connection hands over on one "
                    + "of its own: what becomes of that thread when an answer is not acknowledged?")
    @DisplayName("while an answer is not acknowledged, many threads can report at once, and what comes next is answered, too")
    void canReportWhileItAnswers(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        int attempt = 1;
        while (!reportsBeforeTheAnswerIsGivenUp(esi, badge, beacon, attempt)) {
            attempt++;
            badge = esi.badge();
            beacon = esi.arrived(badge);
        }
        Map<String, String> found = reportsAtOnce(esi, badge, beacon);

        scene.trace().await(3, esi.saysPresence(badge.name()),
                Patience.usual().plusSeconds(BrokerUnavailableException.PATIENCE_SECONDS));
        found.put(esi.presence(badge.name()), Site.text(HERE, badge));
        found.put(esi.known(badge.name(), "place"), "library");
        Visitor.finds(esi, found);
    }

    private static boolean reportsBeforeTheAnswerIsGivenUp(Site esi, Badge badge, Beacon beacon, int attempt)
            throws BrokerUnavailableException {
        Scene scene = esi.scene();
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        for (int i = 0; i < MORE_THAN_PAHO_KEEPS; i++) {
            // With QoS 0, since a broker may have only some unacknowledged ones under way.
            esi.somebody().publishRetained(esi.presence(badge.name()), 0, "LOST;1".getBytes(UTF_8));
        }
        esi.retains(esi.presence(badge.name()), "LOST;1");
        FaultApplied dropped = scene.trace().await(attempt, fault(Fault.DROPPED, fromBroker(PUBACK))).getLast();
        beacon.report("place", "library");
        Note returned = scene.trace().await(attempt, scene.returned("report")).getLast();
        Duration took = returned.at().minus(dropped.at());
        boolean inTime = took.compareTo(LESS_THAN_THE_ANSWER_TAKES) < 0;
        scene.trace().require(inTime || attempt < ATTEMPTS, "report does not wait for an answer's PUBACK",
                "it returned %d ms after the answer".formatted(took.toMillis()), dropped, returned);
        return inTime;
    }

    /** By many threads, and all are under way before one is acknowledged; gives what is known then. */
    private static Map<String, String> reportsAtOnce(Site esi, Badge badge, Beacon beacon) throws BrokerUnavailableException {
        Trace trace = esi.scene().trace();
        Map<String, String> known = new TreeMap<>();
        List<CompletableFuture<Void>> reports = new ArrayList<>();
        Hold hold = esi.scene().tap().when(fromBroker(PUBACK)).hold();
        for (int i = 0; i < THREADS; i++) {
            String quantity = "sensor " + i;
            known.put(esi.known(badge.name(), quantity), "on");
            reports.add(Call.begin(() -> beacon.report(quantity, "on")));
        }
        for (String topic : known.keySet()) {
            trace.await(fromClient(PUBLISH).withTopic(topic));
        }
        hold.release();
        for (CompletableFuture<Void> each : reports) {
            Call.join(each);
        }
        return known;
    }

    @Graded(task = 6, points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-8", "MQTT-3.8.4-5"},
            dependsOn = "saysAgainThatItIsHere",
            hint = "Between your HERE and your SUBSCRIBE, or the other way round, something may be said, too. What comes with "
                    + "the retain flag when you subscribe? And does arrive let through what Connection.subscribe throws?")
    @DisplayName("nothing escapes it between saying HERE and listening, and when it is not allowed to listen, arrive says so")
    void missesNothing(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        String topic = esi.presence(badge.name());
        Badge old = new Badge(esi.site(), badge.name(), badge.visit() - 1);
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        CompletableFuture<Void> arriving = Call.begin(() -> esi.arrived(badge));
        FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, fromBroker(PUBACK)));
        esi.retains(LOST, old);
        scene.tap().slipIn(dropped.connection(), Packets.puback(dropped.packet().orElseThrow().packet().packetId()));
        Call.join(arriving);

        scene.trace().await(2, esi.saysPresence(badge.name()));
        Visitor.finds(esi, Map.of(topic, Site.text(HERE, badge)));

        esi.refuseNextSubscription();
        esi.unavailable("arrive, when the broker refuses the subscription,", () -> esi.arrived(esi.badge(scene.name("deaf"))));
        scene.trace().await(closed(scene.trace().all(fromClient(CONNECT)).getLast().connection()));
    }

    @Graded(task = 6, points = 1, dependsOn = {"saysAgainThatItIsHere", "leaves", "reports"},
            reason = "Two beacons that both insist on being the only one would talk for ever, and the older one would say in the "
                    + "end that somebody has left who is there.",
            hint = "Which of the two has the greater number? From then on, the other one has no say, whatever comes: not when it "
                    + "hears of its presence, and not in close.")
    @DisplayName("a beacon that hears of a later visit says nothing more of its presence, not even LEFT")
    void givesWayToALaterVisit(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        List<Beacon> replaced = new ArrayList<>();
        List<Badge> badges = new ArrayList<>();
        for (String name : List.of("ana", "lamp", "door")) {
            badges.add(esi.badge(scene.name(name)));
            replaced.add(esi.arrived(badges.getLast()));
        }
        // As doubles, this one and the next are the same.
        badges.add(new Badge(esi.site(), scene.name("cat"), 1L << 53));
        replaced.add(esi.arrived(badges.getLast()));
        hears(esi, badges.get(0), Site.text(HERE, Site.next(badges.get(0))));
        hears(esi, badges.get(1), Site.text(LOST, Site.next(badges.get(1))));
        hears(esi, badges.get(2), Site.text(LEFT, Site.next(badges.get(2))));
        hears(esi, badges.get(3), Site.text(HERE, Site.next(badges.get(3))));
        // Now it has no say any more, whatever comes.
        for (String text : List.of(Site.text(LOST, badges.get(0)), "LOST;1", "nonsense", "")) {
            hears(esi, badges.get(0), text);
        }
        scene.awaitRestOfCode();
        for (int i = 0; i < replaced.size(); i++) {
            replaced.get(i).report("place", "library");
            replaced.get(i).close();
        }

        scene.trace().await(replaced.size(), fromClient(DISCONNECT));
        for (Badge badge : badges) {
            esi.hasSaid(badge.name(), Site.text(HERE, badge));
        }
    }

    /** The beacon has got it: what it acknowledges, its connection has handed over. */
    private static void hears(Site esi, Badge badge, String text) {
        esi.retains(esi.presence(badge.name()), text);
        TracedPacket sent = esi.scene().trace()
                .await(fromBroker(PUBLISH).withTopic(esi.presence(badge.name())).withPayload(text));
        esi.scene().trace().await(fromClient(PUBACK).withId(sent.packet().packetId()).onConnection(sent.connection()));
    }

    @Graded(task = 6, points = 1, clause = "MQTT-3.3.1-5", dependsOn = {"saysAgainThatItIsHere", "leaves"},
            hint = "Your own LEFT comes back to you, too: it is not HERE. And what comes while close waits for its PUBACK, or "
                    + "just before? After LEFT, no thread of yours may say HERE, not even one that has decided to do so before.")
    @DisplayName("LEFT is the last that a beacon says, whatever it hears meanwhile")
    void hasOneLastWord(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        leavesWhileItAnswers(esi);
        Badge badge = esi.badge();
        Badge other = esi.badge(scene.name("other"));
        esi.arrived(other);
        Beacon beacon = esi.arrived(badge);
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        CompletableFuture<Void> closing = Call.begin(beacon::close);
        FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, fromBroker(PUBACK)));
        esi.retains(esi.presence(badge.name()), "LOST;1");
        // By the time that another beacon has answered, this one would have.
        esi.retains(esi.presence(other.name()), "LOST;1");
        scene.trace().await(2, esi.saysPresence(other.name()));
        scene.trace().await(fromBroker(PUBLISH).withTopic(esi.presence(badge.name())).withPayload("LOST;1"));
        scene.tap().slipIn(dropped.connection(), Packets.puback(dropped.packet().orElseThrow().packet().packetId()));
        Call.join(closing);

        scene.trace().await(fromClient(DISCONNECT).onConnection(dropped.connection()));
        esi.hasSaid(badge.name(), Site.text(HERE, badge), Site.text(LEFT, badge));
    }

    /** It has heard something to be answered, and is closed at once. */
    private static void leavesWhileItAnswers(Site esi) throws BrokerUnavailableException {
        Scene scene = esi.scene();
        Badge badge = esi.badge(scene.name("busy"));
        Beacon beacon = esi.arrived(badge);
        // The first answer loads classes. From then on, what is heard is judged before close can come.
        hears(esi, badge, "LOST;2");
        scene.trace().await(2, esi.saysPresence(badge.name()));
        for (String text : List.of("LOST;1", "LEFT;1", "HERE;1")) {
            hears(esi, badge, text);
        }
        // Time for an answer that comes late.
        scene.tap().when(esi.saysPresence(badge.name()).withPayload(Site.text(LEFT, badge))).once().delay(Duration.ofMillis(500));
        beacon.close();
        scene.tap().awaitEnd(scene.trace().one(fromClient(CONNECT)).connection());
        List<String> said = esi.said(badge.name());
        scene.trace().require(said.getLast().equals(Site.text(LEFT, badge)), "LEFT is what is said of the presence last of all",
                "it was " + said);
    }
}
