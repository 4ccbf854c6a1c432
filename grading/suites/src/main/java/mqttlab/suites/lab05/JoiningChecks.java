package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Rhythm;
import mqttlab.suites.Call;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Hold;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Joining and publishing")
class JoiningChecks {

    private static final int MUCH_PATIENCE_MILLIS = 3_600_000;

    @Graded(task = 1, points = 1, clause = {"MQTT-3.1.2-4", "MQTT-3.1.3-2"},
            hint = "A session belongs to a client identifier, and the broker keeps it only if the CONNECT says so. Seat has the "
                    + "one, Paho's options have the other. And who waits for the CONNACK? Not join.")
    @DisplayName("join connects with the client identifier of its seat and clean session 0, and waits for no answer")
    void connects(Scene scene) {
        Office office = Office.in(scene);
        // Who waits for an answer here waits longer than a call may take.
        Rhythm patient = new Rhythm(100, 3_200, MUCH_PATIENCE_MILLIS);
        List<Worker> workers = List.of(office.worker("ana", patient), office.worker("ben", patient));
        for (Worker worker : workers) {
            Hold hold = scene.tap().when(worker.of(fromBroker(CONNACK))).once().hold();
            worker.join();
            Packet sent = worker.await(fromClient(CONNECT)).packet();
            scene.trace().require(sent.clientId().equals(worker.seat().clientId()) && sent.protocolLevel() == 4
                            && !sent.cleanSession(),
                    "a CONNECT of %s with MQTT 3.1.1 and clean session 0".formatted(worker.seat().clientId()),
                    "this was sent: " + sent);
            hold.await();
            hold.release();
            worker.accepted(1);
        }
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-4.3.2-1", "MQTT-3.3.2-1"}, dependsOn = "connects",
            hint = "Notebook makes the change, with the next number, and the outbox sends it. Which methods call which? When is "
                    + "there nothing to publish?")
    @DisplayName("what is added or completed is published: QoS 1, not retained, numbered from 1; nothing else is")
    void publishesChanges(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").join();
        ana.online(1);
        List<Change> due = new ArrayList<>();
        due.add(ana.adds("Book a room; the large one"));
        due.add(ana.adds("Año nuevo: ñ, €, 会"));
        due.add(ana.completes(due.getFirst().task()));
        ana.member().complete(due.getFirst().task());
        ana.member().complete(scene.name("nothing"));
        ana.member().complete("");
        for (String title : List.of("", "two\nlines", "two\rlines", "a\0b")) {
            Call.refused(scene.trace(), "add of a title that no task can have", () -> ana.member().add(title));
        }
        // One that is like another is a task of its own.
        due.add(ana.adds("Book a room; the large one"));

        ana.await(due.size(), fromBroker(PUBACK));
        office.hasPublished(ana, due.toArray(Change[]::new));
    }
}
