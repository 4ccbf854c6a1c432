package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Task;
import mqttlab.suites.Call;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Working offline")
class OfflineChecks {

    private static final int MANY = 200;
    private static final int CALLERS = 8;
    private static final int EACH = 4;
    private static final int FAILURES = 12;

    @Graded(task = 5, points = 2, seconds = 120, clause = "MQTT-4.6.0-1", dependsOn = {"tellsChanges", "pausesBeforeEachAttempt"},
            hint = "What becomes of a change that could not be handed over? It goes on waiting, and so does all behind it. And "
                    + "who sends it, when the connection is there? add waits for nobody.")
    @DisplayName("without a connection a member works on; what it has done is published once, in order, when there is one")
    void worksOffline(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana", Office.patientRhythm());
        ana.pauses().hold();
        scene.tap().whenConnecting().once().refuse();
        ana.join();
        ana.pauses().await(1);
        List<Change> due = new ArrayList<>(ana.adds(3));
        due.add(ana.completes(due.getFirst().task()));
        ana.shows(new Task(due.get(0).task(), due.get(0).title(), true), new Task(due.get(1).task(), due.get(1).title(), false),
                new Task(due.get(2).task(), due.get(2).title(), false));
        PacketMatch suback = ana.of(fromBroker(SUBACK));
        Hold hold = scene.tap().when(suback).once().hold();
        ana.pauses().release();
        scene.trace().await(1, fault(Fault.HELD, suback), Office.attempts());
        // There is a connection, but this must not overtake what was done before. And no answer comes as yet.
        due.add(ana.adds());
        hold.release();
        ana.published(due.size());
        due.add(ana.adds());
        ana.published(due.size());
        ana.await(fromBroker(SUBACK));
        ana.settles();
        ana.goesAway();
        due.addAll(ana.adds(3));
        // The broker forgets what is its own business, and nothing else.
        office.loseSession(ana.seat());
        ana.pauses().release();
        ana.published(due.size());

        office.hasPublished(ana, due.toArray(Change[]::new));
    }

    @Graded(task = 5, points = 2, seconds = 120, clause = {"MQTT-4.4.0-1", "MQTT-3.3.1-1", "MQTT-2.3.1-3"},
            dependsOn = "worksOffline",
            hint = "Paho has the message still, and sends it again by itself, as the same message, whether the broker has the "
                    + "session still or not. Whatever publishes it anew is one too many. When has Paho got it, and when has the "
                    + "outbox?")
    @DisplayName("cut before the PUBACK: the same PUBLISH goes out again, with DUP, once; nothing is published anew")
    void sendsTheSameAgain(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        scene.tap().when(ana.of(fromBroker(PUBACK))).once().cutBefore();
        ana.pauses().hold();
        Change first = ana.adds();
        scene.trace().await(fault(Fault.CUT_BEFORE));
        ana.pauses().await(1);
        Change second = ana.adds();
        ana.pauses().release();
        ana.published(2);
        ana.settles();

        office.hasPublished(ana, first, first, second);
        List<TracedPacket> sent = scene.trace().all(office.published(ana));
        TracedPacket again = sent.get(1);
        scene.trace().require(again.packet().duplicate() && again.packet().packetId() == sent.getFirst().packet().packetId(),
                "the same PUBLISH as before, with the same packet identifier and the DUP flag",
                "this was sent: " + again.packet(), sent.getFirst(), again);
        scene.trace().require(!sent.get(2).packet().duplicate(), "what goes out for the first time has no DUP flag",
                "this was sent: " + sent.get(2).packet(), sent.get(2));
        Change third = office.cutUnderWay(ana);
        // Whether it is the same message then is not asked: the session that its packet identifier belongs to is over.
        office.loseSession(ana.seat());
        ana.pauses().release();
        ana.published(3);
        scene.awaitRestOfCode();
        office.hasPublished(ana, first, first, second, third, third);
    }

    @Graded(task = 5, points = 1, dear = true, needsMosquitto = true, seconds = 120, clause = {"MQTT-4.6.0-1", "MQTT-4.4.0-1"},
            dependsOn = "sendsTheSameAgain",
            hint = "Some were with Paho, some in the outbox, and some are being made while both are sent. What may come before "
                    + "what? Two callers must not get in each other's way, neither between the number and the outbox, nor "
                    + "between the question whether a task is done and the answer.")
    @DisplayName("many changes by several callers, cut in the middle: all arrive, in the order of their numbers")
    void sendsManyInOrder(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        WireClient auditor = office.auditor();
        Worker ana = office.worker("ana");
        ana.pauses().hold();
        scene.tap().whenConnecting().once().refuse();
        ana.join();
        ana.pauses().await(1);
        List<Change> due = new ArrayList<>(ana.adds(MANY));
        scene.tap().when(theNth(ana.of(fromBroker(PUBACK)), scene.random().nextInt(20, MANY / 2))).once().cutBefore();
        ana.pauses().release();
        String title = scene.name("by several callers");
        Set<String> given = ConcurrentHashMap.newKeySet();
        byCallers(() -> {
            for (int i = 0; i < EACH; i++) {
                given.add(ana.member().add(title));
            }
        });
        for (long number = MANY + 1L; number <= MANY + CALLERS * EACH; number++) {
            due.add(new Change(ana.seat().name(), number, What.ADDED, ana.seat().name() + "-" + number, title));
        }
        // All complete the same task, and one of them does.
        byCallers(() -> ana.member().complete(due.getFirst().task()));
        due.add(new Change(ana.seat().name(), MANY + CALLERS * EACH + 1, What.DONE, due.getFirst().task(), ""));

        Set<String> tasks = due.stream().filter(each -> each.title().equals(title)).map(Change::task).collect(Collectors.toSet());
        scene.trace().require(given.equals(tasks), "the callers are given the tasks " + tasks, "they are given " + given);
        // The auditor would not wait until ana is back.
        ana.published(due.size());
        office.hasGot(auditor, due);
        office.hasPublishedNothingTwice(ana);
    }

    private static void byCallers(Call call) throws BrokerUnavailableException {
        List<CompletableFuture<Void>> callers = Stream.generate(() -> Call.begin(call)).limit(CALLERS).toList();
        for (CompletableFuture<Void> each : callers) {
            Call.join(each);
        }
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
        ana.published(1);
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
        ana.published(made.size());
        ana.hasSubscribed(1);
        List<String> texts = scene.trace().all(office.published(ana)).stream()
                .map(each -> each.packet().payload().text().orElse("?")).toList();
        List<String> expected = Stream.of(made.get(0), made.get(1), made.get(1), made.get(2), made.get(3), made.get(4))
                .map(Office::text).toList();
        scene.trace().require(texts.equals(expected), "these are published, the one under way twice: " + expected,
                "it was " + texts);
    }

    /** For one rule: it counts the packets that it is asked about. */
    private static PacketMatch theNth(PacketMatch match, int n) {
        AtomicInteger count = new AtomicInteger();
        return match.with("number " + n, packet -> count.incrementAndGet() == n);
    }
}
