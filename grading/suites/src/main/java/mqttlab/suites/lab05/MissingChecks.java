package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.Hold;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Missing nothing")
class MissingChecks {

    /** Fewer than a broker keeps for somebody who is away, and more than any queue that somebody would give a bound. */
    private static final int MANY = 300;

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
            hint = "What is still in your queue when close is called, and who looks at it? It has not been told: for whom must "
                    + "the broker keep it? And who waits for whom?")
    @DisplayName("close does not wait for a listener that is busy, and no listener is told anything after it")
    void leavesABusyListener(Scene scene) throws BrokerUnavailableException {
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
        ana.await(fromBroker(PUBACK));
        ana.closesWithoutWaitingFor("a listener");
        goOn.countDown();
        scene.requireThatAProgramCanEnd();
        List<Change> told = ana.told(1);
        scene.trace().require(told.equals(due.subList(0, 1)), "after close, no listener is told anything", "told was " + told);
        // The broker has the others still, for the next program.
        scene.trace().none(ana.of(fromClient(PUBACK)));
    }
}
