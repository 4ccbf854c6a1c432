package mqttlab.suites.lab04;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Arriving")
class ArrivingChecks {

    @Graded(task = 1, points = 1, clause = {"MQTT-3.3.1-5", "MQTT-3.1.2-23"},
            hint = "Whoever comes later can only find what the broker keeps: which argument of publish is that? The keep alive "
                    + "is an option of the connection. Topic and payload are made by Topic and Presence.")
    @DisplayName("arrive connects with the keep alive it was given, says HERE, retained, and returns when that is acknowledged")
    void arrives(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Badge badge = esi.badge();
        String clientId = scene.name("beacon");
        int keepAlive = scene.random().nextInt(20, 600);
        scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(100, 300)));
        scene.create(Beacon.class).arrive(scene.brokerUri(), clientId, badge, keepAlive);

        TracedPacket connect = scene.trace().one(fromClient(CONNECT));
        Packet sent = connect.packet();
        scene.trace().require(sent.clientId().equals(clientId) && sent.protocolLevel() == 4 && sent.cleanSession()
                        && sent.keepAlive() == keepAlive,
                "a CONNECT of %s with MQTT 3.1.1, a clean session and the keep alive %d s".formatted(clientId, keepAlive),
                "this was sent: " + sent, connect);
        esi.expectState(scene.trace().await(fromClient(PUBLISH)), esi.presence(badge.name()), Site.text(Status.HERE, badge));
        scene.trace().inOrder(scene.trace().await(fromBroker(PUBACK)), scene.trace().await(scene.returned("arrive")));
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.HERE, badge)));
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-3.1.2-8", "MQTT-3.1.2-9", "MQTT-3.1.2-17"},
            hint = "A will is given to the broker in advance, with the CONNECT: later is too late. It is a message like any "
                    + "other, with topic, payload, QoS and retain flag, and it is to be found by whoever would look for HERE.")
    @DisplayName("the CONNECT has a will: LOST with the number of the visit, on the topic of the presence, QoS 1, retained")
    void hasAWill(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        List<Badge> badges = List.of(esi.badge(), esi.badge(scene.name("Niña, 2 % \\ $x")), new Badge(esi.site(), "b", 1));
        for (int i = 0; i < badges.size(); i++) {
            Badge badge = badges.get(i);
            esi.arrived(badge);
            TracedPacket connect = scene.trace().await(i + 1, fromClient(CONNECT)).getLast();
            Will expected = new Will(esi.presence(badge.name()), Payload.of(Site.text(Status.LOST, badge)), 1, true);
            scene.trace().require(connect.packet().will().filter(expected::equals).isPresent(), "a CONNECT with a " + expected,
                    connect.packet().will().map(will -> "it has a " + will).orElse("it has no will"), connect);
        }
    }

    @Graded(task = 1, points = 1, needsMosquitto = true, clause = {"MQTT-3.1.2-8", "MQTT-3.1.2-17", "MQTT-3.3.1-5"},
            dependsOn = {"arrives", "hasAWill"},
            hint = "HERE and LOST are on one topic, so that the one takes the place of the other. Do both go where the other "
                    + "went, and are both retained?")
    @DisplayName("when the connection is lost, all hear LOST, and whoever comes later finds LOST instead of HERE")
    void isMissed(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Visitor visitor = Visitor.at(esi);
        Badge badge = esi.badge();
        Badge other = esi.badge();
        esi.arrived(other);
        esi.arrived(badge);
        scene.tap().cut(scene.trace().all(fromClient(CONNECT)).getLast().connection());

        visitor.hears(esi.presence(badge.name()), Site.text(Status.HERE, badge), Site.text(Status.LOST, badge));
        waitsForNothing(esi.next(scene.name("museum")));
        esi.hasConnected(3);
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.LOST, badge),
                esi.presence(other.name()), Site.text(Status.HERE, other)));
    }

    /** By the time that a beacon has given up, whatever connects again by itself has done so. */
    private static void waitsForNothing(Site museum) {
        museum.scene().tap().when(fromBroker(PUBACK)).drop();
        try {
            museum.arrived(museum.badge());
        } catch (BrokerUnavailableException expected) {
            // Whether arrive says so is the business of another check.
        }
    }

    @Graded(task = 1, points = 1, dear = true, dependsOn = {"arrives", "hasAWill"},
            reason = "Whoever has not been heard must not believe that all know of it, and a connection that nobody knows of any "
                    + "more would say that somebody is here for ever.",
            hint = "Connection throws what the contract promises, if you let it through. What is left open when HERE was not "
                    + "acknowledged, and who closes it? The broker may have got HERE: with a DISCONNECT, who takes it back?")
    @DisplayName("where nobody listens, accepts or acknowledges, arrive says so, and leaves no connection behind")
    void saysThatItHasNotArrived(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Visitor visitor = Visitor.at(esi);
        esi.unavailable("arrive where nobody listens",
                () -> scene.create(Beacon.class).arrive(scene.unusedUri(), scene.name("beacon"), esi.badge(), 60));
        scene.tap().when(fromBroker(CONNACK)).once().cutBefore();
        esi.unavailable("arrive without a CONNACK", () -> esi.arrived(esi.badge()));
        Beacon unheard = scene.create(Beacon.class);
        Badge badge = esi.badge();
        // Meanwhile: that takes its time, too.
        CompletableFuture<Void> unanswered = arrivesUnanswered(esi);
        scene.tap().when(fromBroker(PUBACK)).drop();
        esi.unavailable("arrive without a PUBACK", () -> unheard.arrive(scene.brokerUri(), scene.name("beacon"), badge, 60));
        scene.trace().require(Call.endsWithin(Patience.atLeast(Duration.ofSeconds(3)), unanswered),
                "arrive gives up when the CONNACK does not come", "it goes on waiting");
        esi.unavailable("arrive without an answer", () -> Call.join(unanswered));

        for (TracedPacket connect : scene.trace().all(fromClient(CONNECT))) {
            scene.trace().await(closed(connect.connection()));
        }
        scene.trace().none(fromClient(DISCONNECT));
        visitor.hears(esi.presence(badge.name()), Site.text(Status.HERE, badge), Site.text(Status.LOST, badge));
        unheard.close();
        scene.requireThatAProgramCanEnd();
    }

    /** The broker accepts it, and it does not hear of that. */
    private static CompletableFuture<Void> arrivesUnanswered(Site esi) {
        Scene scene = esi.scene();
        Beacon beacon = scene.create(Beacon.class);
        String clientId = scene.name("beacon");
        Badge badge = esi.badge();
        scene.tap().when(fromBroker(CONNACK)).once().drop();
        CompletableFuture<Void> arriving = Call.begin(() -> beacon.arrive(scene.brokerUri(), clientId, badge, 60));
        scene.trace().await(fault(Fault.DROPPED, fromBroker(CONNACK)));
        return arriving;
    }
}
