package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Task;
import mqttlab.suites.Call;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Rule;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The next program")
class RestartChecks {

    private static final int MANY = 30;

    @Graded(task = 6, points = 1, seconds = 180, clause = "MQTT-4.4.0-1", dependsOn = "worksOffline",
            hint = "When add returns, the change is in the folder: in a file, and not in a buffer. Which changes of the journal "
                    + "does the next program still have to publish, and in which order? Which not, even if their PUBACK came on "
                    + "a later connection? With which number does it go on, and as which client does it connect?")
    @DisplayName("what was not acknowledged when the program ended is published by the next one, and nothing else is")
    void publishesWhatWasLeft(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        List<Change> due = new ArrayList<>(ana.adds(5));
        ana.published(5);
        ana.settles();
        // What is acknowledged on the next connection only is acknowledged, too.
        Change twice = office.cutUnderWay(ana);
        due.addAll(List.of(twice, twice));
        ana.pauses().release();
        ana.published(6);
        ana.settles();
        ana.goesAway();
        // One digit is followed by two. And they are not so many that it depends on luck whether Paho has room for them.
        due.addAll(ana.adds(7));
        due.add(ana.completes(due.get(3).task()));
        restart(scene, ana);
        // There was no answer to the first of the two.
        ana.published(due.size() - 1);
        due.add(ana.adds("in the next program"));
        ana.published(due.size() - 1);
        ana.settles();
        ana.goesAway();
        due.add(ana.adds("before it takes its leave"));
        ana.member().close();
        // What the next program knows now is what two programs have written.
        restart(scene, ana);
        ana.published(due.size() - 1);
        ana.settles();
        office.hasPublished(ana, due.toArray(Change[]::new));
    }

    /** The program is killed, and another one begins in the same folder. */
    private static void restart(Scene scene, Worker worker) {
        scene.killCode();
        worker.pauses().release();
        worker.join();
    }

    @Graded(task = 6, points = 1, needsMosquitto = true, seconds = 120, clause = {"MQTT-4.4.0-1", "MQTT-4.3.2-1"},
            dependsOn = "publishesWhatWasLeft",
            hint = "Published is not acknowledged. When may the journal say that a change needs not be sent any more? And if "
                    + "Paho has a store on the disk as well, who of the two sends it?")
    @DisplayName("what was under way when the program was killed is published by the next one, until it is acknowledged")
    void publishesWhatWasUnderWay(Scene scene) {
        Office office = Office.in(scene);
        WireClient auditor = office.auditor();
        Worker ana = office.worker("ana").joinAndHear();
        scene.tap().when(ana.of(fromClient(PUBLISH))).times(2).drop();
        List<Change> due = new ArrayList<>(ana.adds(2));
        scene.trace().await(2, fault(Fault.DROPPED, fromClient(PUBLISH)), Office.attempts());
        restart(scene, ana);
        ana.published(2);
        due.add(ana.adds());

        office.hasGot(auditor, due);
        office.hasPublishedNothingTwice(ana);
    }

    @Graded(task = 6, points = 2, needsMosquitto = true, seconds = 120, clause = {"MQTT-3.1.2-4", "MQTT-4.4.0-1"},
            dependsOn = {"tellsCopiesOnce", "acknowledgesWhenDone"},
            hint = "The broker sends again what it has no PUBACK for, to the next program as well. What must that one know, so "
                    + "that it does not tell it again, even of a change that left the board as it was, and where does it know it "
                    + "from? And is the subscription still there?")
    @DisplayName("the next program has the same session: it is told what was missed, nothing twice, and does not subscribe")
    void tellsNothingTwice(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        Other ben = office.other("ben");
        Other eva = office.other("eva");
        eva.skips(1L << 40);
        // What a listener has thrown at, it has been told.
        ana.whenTold(change -> throwAt(eva, change));
        List<Change> due = new ArrayList<>(List.of(eva.adds("before")));
        ana.wasTold(due);
        ana.acknowledges();
        scene.tap().when(ana.of(fromClient(PUBACK))).times(3).drop();
        due.add(ben.adds("acknowledged in vain"));
        due.add(ben.completes(due.getLast().task()));
        // The board stays as it is, but this was told all the same.
        due.add(ben.completes(scene.name("nothing")));
        scene.trace().await(3, fault(Fault.DROPPED, fromClient(PUBACK)), Office.attempts());
        scene.killCode();
        scene.trace().await(closed(scene.trace().one(ana.of(fromClient(CONNECT))).connection()));
        due.addAll(Stream.generate(() -> ben.adds("while nobody was there")).limit(MANY).toList());
        eva.says(due.getFirst());
        ana.join();

        ana.wasTold(due);
        ana.hasSubscribed(1);
        TracedPacket connect = scene.trace().all(ana.of(fromClient(CONNECT))).getLast();
        scene.trace().require(ana.connects() == 2 && !connect.packet().cleanSession(),
                "the next program connects as %s, with clean session 0".formatted(ana.seat().clientId()),
                "it was " + connect.packet(), connect);
        TracedPacket copy = ana.await(fromBroker(PUBLISH).onConnection(connect.connection()));
        ana.await(fromClient(PUBACK).onConnection(connect.connection()).withIdOf(copy));
    }

    private static void throwAt(Other somebody, Change change) {
        if (change.name().equals(somebody.name())) {
            throw new IllegalStateException("this listener throws");
        }
    }

    @Graded(task = 6, points = 1, needsMosquitto = true, seconds = 120, clause = "MQTT-4.3.2-2",
            dependsOn = {"tellsNothingTwice", "acknowledgesWhenDone"},
            hint = "Between the moment when a change comes and the moment when the listener is done, the power may fail. If it "
                    + "is in the journal before, nobody is told; if it is there after, it is told again. Which is better?")
    @DisplayName("a change that the listener was being told when the program was killed is told again by the next one")
    void tellsAgainWhatWasNotDone(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        ana.whenTold(change -> HearingChecks.await(goOn));
        List<Change> due = List.of(ben.adds("one"), ben.adds("two"));
        ana.told(1);
        scene.killCode();
        // The first listener goes on waiting: in an IDE, its program would otherwise write down that it is done.
        ana.whenTold(change -> { });
        ana.join();

        ana.wasTold(List.of(due.get(0), due.get(0), due.get(1)));
    }

    @Graded(task = 6, points = 1, seconds = 120, dependsOn = {"publishesWhatWasLeft", "tellsChanges"},
            reason = "Somebody who opens the laptop on a train wants to see the board, and to work on it.",
            hint = "What the journal says, the board shows: apply each change as it was applied the first time, your own as "
                    + "well. Is the journal in the folder? Does the next program read it before it connects, or only then? And "
                    + "if a listener completes the task that it is being told of, which line is in the journal first?")
    @DisplayName("the next program shows the board as it was, also without a connection, and one can work on it")
    void knowsTheBoard(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        Worker ana = office.worker("Niña 2 % $x").joinAndHear();
        Other ben = office.other("Größe & \\ co");
        Change bens = ben.adds("Größe; of ben, with ñ and 会");
        ana.settles();
        Change own = ana.adds("Año; of ana");
        // A listener may complete what it is told of, before it returns, and so before the folder has what it is told.
        CompletableFuture<Change> completing = new CompletableFuture<>();
        String next = ben.task(1);
        ana.whenTold(change -> {
            if (change.task().equals(next)) {
                completing.complete(ana.completes(next));
            }
        });
        Change second = ben.adds("behind that of ana");
        Change done = ben.completes(own.task());
        Change third = ben.adds("behind all others");
        ana.wasTold(List.of(bens, second, done, third));
        Change completed = ana.completes(third.task());
        leaveNoTrace(scene, ana.member());
        ana.published(3);
        ana.settles();
        Task[] due = {new Task(bens.task(), bens.title(), false), new Task(own.task(), own.title(), true),
            new Task(second.task(), second.title(), true), new Task(third.task(), third.title(), true)};
        ana.shows(due);
        scene.killCode();
        office.hasKeptSomething(ana);
        ana.pauses().hold();
        Rule away = scene.tap().whenConnecting().refuse();
        ana.join();
        ana.shows(due);
        ana.pauses().await(1);
        Change last = ana.completes(bens.task());
        ana.member().complete(second.task());
        ana.shows(new Task(bens.task(), bens.title(), true), due[1], due[2], due[3]);
        away.lift();
        ana.pauses().release();
        ana.published(4);
        office.hasPublished(ana, own, completing.join(), completed, last);
    }

    /** These are no changes, also for the next program. */
    private static void leaveNoTrace(Scene scene, Member member) throws BrokerUnavailableException {
        Call.refused(scene.trace(), "add of a title that no task can have", () -> member.add("two\nlines"));
        member.complete(scene.name("nothing"));
    }

    @Graded(task = 6, points = 1, seconds = 180, clause = {"MQTT-3.2.2-2", "MQTT-3.8.4-1"},
            dependsOn = {"subscribesUntilConfirmed", "knowsTheBoard"},
            hint = "The flag in the CONNACK is about the session. Whether the subscription was ever confirmed in it, only you "
                    + "know. Does the next program know it, too? And what of all that you know is about the session, and ends "
                    + "with it?")
    @DisplayName("the next program subscribes if the one before was never confirmed, or the session is lost; the rest it knows")
    void nextProgramSubscribesIfItMust(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana");
        ana.pauses().hold();
        scene.tap().when(ana.of(fromBroker(SUBACK))).once().cutBefore();
        ana.join();
        ana.pauses().await(1);
        restart(scene, ana);
        ana.await(fromBroker(SUBACK));
        Change own = ana.adds();
        Other ben = office.other("ben");
        Change bens = ben.adds("before");
        ana.wasTold(List.of(bens));
        ana.published(1);
        ana.settles();
        ana.hasSubscribed(2);
        scene.killCode();
        office.loseSession(ana.seat());
        // In the new session it is not confirmed either: what was confirmed was the one in the old session.
        scene.tap().when(ana.of(fromBroker(SUBACK))).once().cutBefore();
        ana.pauses().hold();
        int pauses = ana.pauses().all().size();
        ana.join();
        ana.pauses().await(pauses + 1);
        ana.hasSubscribed(3);
        restart(scene, ana);
        ana.await(2, fromBroker(SUBACK));
        ana.goesAway();
        office.loseSession(ana.seat());
        ana.pauses().release();
        ana.await(3, fromBroker(SUBACK));
        // What it was told, it was told, and the board is the same.
        ben.says(bens);
        ana.wasTold(List.of(bens));
        ana.hasSubscribed(5);
        ana.shows(new Task(own.task(), own.title(), false), new Task(bens.task(), bens.title(), false));
        office.hasPublished(ana, own);
    }
}
