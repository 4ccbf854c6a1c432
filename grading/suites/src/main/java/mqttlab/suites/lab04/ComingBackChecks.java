package mqttlab.suites.lab04;

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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import mqttlab.contracts.presence.Status;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming back")
class ComingBackChecks {

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

    @Graded(task = 6, points = 2, clause = {"MQTT-3.1.2-8", "MQTT-3.3.1-5"}, dependsOn = "arrives",
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
                "nonsense", "", "HERE;x", "LOST;1")) {
            esi.retains(esi.presence(badge.name()), text);
            expectSaid(esi, badge, said);
        }
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
        CompletableFuture<Void> arriving = Site.begin(() -> esi.arrived(badge));
        FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, fromBroker(PUBACK)));
        esi.retains(LOST, old);
        scene.tap().slipIn(dropped.connection(), Packets.puback(dropped.packet().orElseThrow().packet().packetId()));
        Site.join(arriving);

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
        hears(esi, HERE, Site.next(badges.get(0)));
        hears(esi, LOST, Site.next(badges.get(1)));
        hears(esi, LEFT, Site.next(badges.get(2)));
        // Now it has no say any more, whatever comes.
        hears(esi, LOST, badges.get(0));
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

    /** The beacon has got it. */
    private static void hears(Site esi, Status status, Badge badge) {
        esi.retains(status, badge);
        esi.scene().trace().await(fromBroker(PUBLISH).withTopic(esi.presence(badge.name()))
                .withPayload(Site.text(status, badge)));
    }

    @Graded(task = 6, points = 1, clause = "MQTT-3.3.1-5", dependsOn = {"saysAgainThatItIsHere", "leaves"},
            hint = "Your own LEFT comes back to you, too: it is not HERE. And what comes while close waits for its PUBACK? After "
                    + "LEFT, no thread of yours may say HERE.")
    @DisplayName("LEFT is the last that a beacon says, whatever it hears meanwhile")
    void hasOneLastWord(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        Badge other = esi.badge(scene.name("other"));
        esi.arrived(other);
        Beacon beacon = esi.arrived(badge);
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        CompletableFuture<Void> closing = Site.begin(beacon::close);
        FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, fromBroker(PUBACK)));
        esi.retains(esi.presence(badge.name()), "LOST;1");
        // By the time that another beacon has answered, this one would have.
        esi.retains(esi.presence(other.name()), "LOST;1");
        scene.trace().await(2, esi.saysPresence(other.name()));
        scene.trace().await(fromBroker(PUBLISH).withTopic(esi.presence(badge.name())).withPayload("LOST;1"));
        scene.tap().slipIn(dropped.connection(), Packets.puback(dropped.packet().orElseThrow().packet().packetId()));
        Site.join(closing);

        scene.trace().await(fromClient(DISCONNECT));
        esi.hasSaid(badge.name(), Site.text(HERE, badge), Site.text(LEFT, badge));
    }
}
