package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.contracts.team.Change;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Missing nothing")
class MissingChecks {

    /** Fewer than a broker keeps for somebody who is away, and more than any queue that somebody would give a bound. */
    private static final int MANY = 300;
    private static final int FAILURES = 12;

    @Graded(task = 4, points = 2, needsMosquitto = true, seconds = 120, clause = {"MQTT-3.1.2-4", "MQTT-3.1.2-5", "MQTT-4.6.0-5"},
            dependsOn = {"tellsChanges", "subscribesOnce"},
            hint = "What the broker has kept comes right behind the CONNACK, before your code goes on after connect. Whom does "
                    + "Paho hand it to at that moment? What nobody takes is lost without a word.")
    @DisplayName("what was done while a member was away comes right behind the CONNACK, and it is told all of it, in order")
    void tellsWhatTheSessionBrings(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        ana.settles();
        Other ben = office.other("ben");
        ana.member().close();
        List<Change> due = new ArrayList<>(Stream.generate(() -> ben.adds("away")).limit(MANY).toList());
        Hold hold = scene.tap().when(ana.of(fromBroker(CONNACK))).once().hold();
        ana.join();
        hold.await();
        // The broker has written the first of them by the time it has read this.
        due.add(ben.adds("back"));
        hold.release();

        ana.wasTold(due);
    }

    @Graded(task = 4, points = 1, dear = true, clause = "MQTT-3.14.4-1", dependsOn = "acknowledgesWhenDone",
            hint = "What is still in your queue when close is called, and who looks at it? And who waits for whom?")
    @DisplayName("close does not wait for a listener that is busy, and no listener is told anything after it")
    void leavesABusyListener(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        ana.whenTold(change -> HearingChecks.await(goOn));
        List<Change> due = List.of(ben.adds("one"), ben.adds("two"), ben.adds("three"));
        ana.told(1);
        // All of them have come by the time this has been acknowledged.
        ana.adds();
        scene.trace().await(ana.of(fromBroker(PUBACK)));
        long start = System.nanoTime();
        ana.member().close();
        scene.trace().require(System.nanoTime() - start < Patience.usual().toNanos(), "close waits for no listener",
                "it has waited");
        goOn.countDown();
        scene.requireThatAProgramCanEnd();
        List<Change> told = ana.told(1);
        scene.trace().require(told.equals(due.subList(0, 1)), "after close, no listener is told anything", "told was " + told);
    }

    @Graded(task = 5, points = 1, needsMosquitto = true, dear = true, seconds = 120,
            clause = {"MQTT-4.4.0-1", "MQTT-3.1.2-4"},
            dependsOn = {"tellsWhatTheSessionBrings", "sendsTheSameAgain", "tellsCopiesOnce"},
            hint = "A broker that keeps its data knows your session after a restart, and sends again what was under way. So do "
                    + "you. What is different from a connection that was cut?")
    @DisplayName("the broker is restarted with its data: nothing is lost on either side, or told twice, or subscribed again")
    void survivesABrokerRestart(Scene scene) {
        Broker broker = scene.ownBroker(BrokerSettings.anonymous().withPersistence());
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        Other ben = office.other("ben");
        List<Change> made = new ArrayList<>(List.of(ana.adds()));
        scene.trace().await(ana.of(fromBroker(PUBACK)));
        List<Change> due = new ArrayList<>(List.of(ben.adds("before")));
        ana.wasTold(due);
        ana.settles();
        ana.acknowledges();
        // Of the next change, ana's PUBACK is lost, and of ana's next the broker's.
        scene.tap().when(ana.of(fromClient(PUBACK))).once().drop();
        due.add(ben.adds("under way"));
        ana.told(2);
        scene.tap().when(ana.of(fromBroker(PUBACK))).once().drop();
        made.add(ana.adds());
        scene.trace().await(fault(Fault.DROPPED, fromBroker(PUBACK)));
        ana.pauses().hold();
        broker.stop();
        ana.pauses().await(1);
        made.addAll(ana.adds(3));
        ana.pauses().release();
        ana.pauses().await(FAILURES);
        ana.pauses().holdAndAwait();
        broker.start();
        office.renew();
        due.addAll(List.of(ben.adds("while ana is away"), ben.adds("and one more")));
        ana.pauses().release();

        ana.accepted(2);
        ana.wasTold(due);
        scene.trace().await(made.size(), ana.of(fromBroker(PUBACK)));
        ana.hasSubscribed(1);
        List<String> texts = scene.trace().all(office.published(ana)).stream()
                .map(each -> each.packet().payload().text().orElse("?")).toList();
        List<String> expected = Stream.of(made.get(0), made.get(1), made.get(1), made.get(2), made.get(3), made.get(4))
                .map(Office::text).toList();
        scene.trace().require(texts.equals(expected), "these are published, the one under way twice: " + expected,
                "it was " + texts);
    }
}
