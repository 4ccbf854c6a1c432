package mqttlab.suites.lab04;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
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
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Leaving")
class LeavingChecks {

    @Graded(task = 2, points = 2, clause = {"MQTT-3.14.4-3", "MQTT-3.14.4-2", "MQTT-3.3.1-5"},
            dependsOn = {"arrives", "hasAWill"},
            hint = "After the DISCONNECT nothing can be said, and before the PUBACK nobody knows whether the broker has heard "
                    + "it: so there is one order in which it works. LEFT takes the place of HERE, also for latecomers. And "
                    + "which packet tells the broker that the will is not needed?")
    @DisplayName("close says LEFT, retained, and sends the DISCONNECT when that is acknowledged; the will is not published")
    void leaves(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Visitor visitor = Visitor.at(esi);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        int before = scene.trace().all(fromBroker(PUBACK)).size();
        scene.tap().when(fromBroker(PUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(200, 400)));
        beacon.close();

        TracedPacket left = scene.trace().await(2, esi.saysPresence(badge.name())).getLast();
        esi.expectState(left, esi.presence(badge.name()), Site.text(Status.LEFT, badge));
        TracedPacket puback = scene.trace().await(before + 1, fromBroker(PUBACK)).getLast();
        TracedPacket disconnect = scene.trace().await(fromClient(DISCONNECT));
        scene.trace().inOrder(left, puback, disconnect, scene.trace().await(closed(left.connection())));
        scene.tap().awaitEnd(left.connection());
        visitor.hears(esi.presence(badge.name()), Site.text(Status.HERE, badge), Site.text(Status.LEFT, badge));
        Visitor.finds(esi, Map.of(esi.presence(badge.name()), Site.text(Status.LEFT, badge)));
    }

    @Graded(task = 2, points = 2, dear = true, clause = {"MQTT-3.1.2-8", "MQTT-3.14.4-3"}, dependsOn = {"leaves", "hasAWill"},
            hint = "If LEFT is lost and a DISCONNECT follows, the broker throws the will away, and the board shows HERE for "
                    + "ever. You have a connection and a will: how can you still make the broker speak for you?")
    @DisplayName("if LEFT is not acknowledged, the connection is closed without a DISCONNECT, and the will says LOST")
    void leavesItToTheWill(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        Visitor visitor = Visitor.at(esi);
        Badge badge = esi.badge();
        Beacon beacon = esi.arrived(badge);
        int connection = scene.trace().one(fromClient(CONNECT)).connection();
        scene.tap().when(esi.saysPresence(badge.name())).once().drop();
        long start = System.nanoTime();
        beacon.close();

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration patience = Duration.ofSeconds(BrokerUnavailableException.PATIENCE_SECONDS);
        scene.trace().require(took.compareTo(patience.minusMillis(200)) > 0
                        && took.compareTo(patience.plus(Patience.usual())) < 0,
                "close gives the broker %d seconds".formatted(patience.toSeconds()), "it took " + took.toMillis() + " ms");
        scene.trace().await(fault(Fault.DROPPED));
        scene.trace().await(closed(connection));
        scene.trace().none(fromClient(DISCONNECT));
        visitor.hears(esi.presence(badge.name()), Site.text(Status.HERE, badge), Site.text(Status.LOST, badge));
    }

    @Graded(task = 2, points = 1, seconds = 120, clause = "MQTT-3.14.4-1", dependsOn = "arrives",
            hint = "Closing what is closed already, was never open or has been lost is nothing out of the ordinary, and no "
                    + "reason to throw something. What would a second LEFT say? And a second DISCONNECT that comes before the "
                    + "first PUBACK?")
    @DisplayName("closing twice, without having arrived or without a connection does no harm, and a program can end then")
    void closesInAnyCase(Scene scene) throws BrokerUnavailableException {
        Site esi = Site.in(scene);
        scene.create(Beacon.class).close();
        Badge badge = esi.badge();
        closesTwiceAtOnce(esi, esi.arrived(badge));
        esi.hasSaid(badge.name(), Site.text(Status.HERE, badge), Site.text(Status.LEFT, badge));

        Beacon lost = esi.arrived(esi.badge());
        int connection = scene.trace().all(fromClient(CONNECT)).getLast().connection();
        scene.tap().cut(connection);
        scene.trace().await(closed(connection));
        scene.awaitRestOfCode();
        lost.close();
        scene.requireThatAProgramCanEnd();
        esi.hasConnected(3);
    }

    /** By two threads, and then once more. */
    private static void closesTwiceAtOnce(Site esi, Beacon beacon) throws BrokerUnavailableException {
        Scene scene = esi.scene();
        int connection = scene.trace().one(fromClient(CONNECT)).connection();
        Beacon other = esi.arrived(esi.badge(scene.name("other")));
        Hold hold = scene.tap().when(fromBroker(PUBACK).onConnection(connection)).hold();
        CompletableFuture<Void> first = Call.begin(beacon::close);
        hold.await();
        CompletableFuture<Void> second = Call.begin(beacon::close);
        // By the time that another beacon has taken its leave, the second one would have done its harm.
        other.close();
        scene.trace().none(fromClient(DISCONNECT).onConnection(connection));
        hold.release();
        Call.join(first);
        Call.join(second);
        beacon.close();
        scene.trace().await(fromClient(DISCONNECT).onConnection(connection));
    }
}
