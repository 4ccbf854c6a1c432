package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Task;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Hearing what others do")
class HearingChecks {

    /** More than Mosquitto sends without an acknowledgement, which is 20: whoever has room for fewer is found out. */
    private static final int WAITING = 30;
    /** No UTF-8 begins like this. */
    private static final byte[] NO_TEXT = {(byte) 0xff, (byte) 0xfe, ';', (byte) 0xc3};

    @Graded(task = 4, points = 2, clause = {"MQTT-4.3.2-2", "MQTT-3.3.2-3"}, dependsOn = "publishesChanges",
            hint = "Texts makes a change of a message, or says that it is none. What you have done comes back to you as well. "
                    + "And what does the broker do with a message that is never acknowledged?")
    @DisplayName("a listener is told what others do, complete and in order; the board has it, and every message is acknowledged")
    void tellsChanges(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        Other eva = office.other("eva");
        List<List<Task>> boards = new ArrayList<>();
        ana.whenTold(change -> boards.add(ana.board()));
        List<Change> due = new ArrayList<>();
        due.add(ben.adds("Plan; the menu"));
        ana.told(1);
        Change own = ana.adds("Ñandú 会");
        ana.await(2, fromBroker(PUBLISH));
        sayNonsense(office, ben.name());
        due.add(eva.completes(own.task()));
        eva.skips(1L << 40);
        due.add(eva.adds("Order lunch"));
        due.add(ben.completes(due.getFirst().task()));
        due.add(eva.addsAgain(due.getFirst().task(), "Plan something else"));
        due.add(ben.completes(ben.task(2)));
        due.add(ben.adds("Added when it is too late"));
        String late = due.getLast().task();
        office.says(office.topic(eva.name()) + "-2", "nonsense");
        due.add(addedByAnother(office));

        ana.wasTold(due);
        ana.shows(new Task(due.getFirst().task(), "Plan; the menu", true), new Task(own.task(), "Ñandú 会", true),
                new Task(due.get(2).task(), "Order lunch", false), new Task(late, "Added when it is too late", false),
                new Task(due.getLast().task(), due.getLast().title(), false));
        List<Task> asTold = List.of(new Task(due.getFirst().task(), "Plan; the menu", false),
                new Task(own.task(), own.title(), true));
        for (int i = 0; i < asTold.size(); i++) {
            scene.trace().require(boards.get(i).contains(asTold.get(i)), "when the listener is told, the board has "
                    + asTold.get(i), "it was " + boards.get(i));
        }
        int came = scene.trace().all(ana.of(fromBroker(PUBLISH))).size();
        ana.await(came, fromClient(PUBACK));
    }

    /** By a student's member in the same program, which has a board and numbers of its own. */
    private static Change addedByAnother(Office office) {
        Worker max = office.worker("max").joinAndHear();
        Change added = max.adds("Bring a cake");
        max.published(1);
        max.shows(new Task(added.task(), added.title(), false));
        return added;
    }

    private static void sayNonsense(Office office, String name) {
        for (String text : List.of("", "nonsense", "7", "7;ADDED", "7;ADDED;t", "7;ADDED;t;", "x;ADDED;t;title",
                "0;ADDED;t;title", "-1;ADDED;t;title", "7;added;t;title", "7;GONE;t", "7;DONE;", "7;DONE;t;title", ";DONE;t",
                "7;ADDED;;title", "99999999999999999999;DONE;t", "7;DONE;two\nlines")) {
            office.says(office.topic(name), text);
        }
        office.says(office.topic(name), NO_TEXT);
    }

    @Graded(task = 4, points = 2, needsMosquitto = true, seconds = 120, clause = {"MQTT-4.3.2-2", "MQTT-4.6.0-2"},
            dependsOn = {"tellsChanges", "subscribesOnce"},
            hint = "As long as a message is not acknowledged, the broker has it for you. What acknowledges it here, and when? "
                    + "Your listener may take its time: which locks does it hold, and which thread?")
    @DisplayName("a change is acknowledged when the listener is done; until then the member works on, and even comes back")
    void acknowledgesWhenDone(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        Other eva = office.other("eva");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        ana.whenTold(change -> await(goOn));
        int before = scene.trace().all(ana.of(fromClient(PUBACK))).size();
        List<Change> due = new ArrayList<>(List.of(ben.adds("one"), eva.adds("of somebody else")));
        due.addAll(Stream.generate(() -> ben.adds("one of many")).limit(WAITING).toList());
        ana.told(1);
        Change own = ana.adds();
        ana.await(fromBroker(PUBACK));
        ana.completes(own.task());
        ana.await(2, fromBroker(PUBACK));
        List<Task> board = List.of(new Task(due.getFirst().task(), "one", false), new Task(own.task(), own.title(), true));
        scene.trace().require(ana.board().containsAll(board), "the board has " + board, "it is " + ana.board());
        scene.trace().require(scene.trace().all(ana.of(fromClient(PUBACK))).size() == before,
                "no PUBACK while the listener is being told", "there is one",
                scene.trace().all(ana.of(fromClient(PUBACK))).toArray(TracedPacket[]::new));
        scene.awaitRestOfCode();
        ana.cut();
        ana.online(2);
        scene.trace().require(scene.trace().all(ana.of(fromClient(PUBACK))).size() == before,
                "no PUBACK on the next connection either", "there is one");
        scene.trace().require(ana.told(1).size() == 1, "while a listener is told of one change, it is told of no other",
                "it was told " + ana.told(1));
        Note free = scene.trace().note("the listener is done");
        goOn.countDown();
        scene.trace().inOrder(free, ana.await(before + 1, fromClient(PUBACK)).getLast());
        ana.wasTold(due);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(3 * Office.attempts().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Graded(task = 4, points = 1, dependsOn = {"tellsChanges", "subscribesOnce"}, clause = "MQTT-4.3.2-2",
            hint = "What stands around the call of the listener? Not everything that can be thrown is an Exception. And what it "
                    + "has been told, it has been told.")
    @DisplayName("a listener that throws has been told all the same, and is told what comes later")
    void survivesListeners(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        ana.whenTold(HearingChecks::throwSomething);
        List<Change> due = new ArrayList<>(List.of(ben.adds("one"), ben.adds("two"), ben.adds("three")));
        due.forEach(ben::says);
        ana.wasTold(due);
        int came = scene.trace().all(ana.of(fromBroker(PUBLISH))).size();
        ana.await(came, fromClient(PUBACK));
        ana.cut();
        ana.accepted(2);
        due.add(ben.adds("four"));
        ana.wasTold(due);
    }

    /** An exception and an error in turn. */
    private static void throwSomething(Change change) {
        if (change.number() % 2 == 0) {
            throw new AssertionError("this listener has an error");
        }
        throw new IllegalStateException("this listener throws");
    }

    @Graded(task = 4, points = 2, needsMosquitto = true, clause = {"MQTT-4.4.0-1", "MQTT-4.3.2-2"},
            dependsOn = {"tellsChanges", "subscribesOnce"},
            hint = "At least once means: sometimes twice. The DUP flag does not help, as a copy may come without it, and what "
                    + "comes with it may be new. Each member counts its changes; what do you have to remember of each?")
    @DisplayName("a copy is acknowledged and not told, with DUP or without: of each member, the numbers grow")
    void tellsCopiesOnce(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinAndHear();
        Other ben = office.other("ben");
        Other eva = office.other("eva");
        ben.skips(4_000_000_000L);
        scene.tap().when(ana.of(fromClient(PUBACK))).once().cutBefore();
        List<Change> due = new ArrayList<>(List.of(ben.adds("one")));
        int second = ana.accepted(2);
        TracedPacket copy = ana.await(fromBroker(PUBLISH).onConnection(second).duplicate());
        ana.await(fromClient(PUBACK).onConnection(second).withIdOf(copy));
        due.add(eva.adds("of somebody else, with a smaller number"));
        due.add(ben.adds("two"));
        due.add(ben.adds("three"));
        eva.says(due.get(1));
        List.of(due.get(0), due.get(2), due.get(3)).forEach(ben::says);
        // It has never come, but its number is too small.
        ben.says(new Change(ben.name(), 17, What.ADDED, ben.name() + "-17", "seventeen"));
        due.add(newWithDup(scene, ana, eva));

        ana.wasTold(due);
        ana.shows(due.stream().map(each -> new Task(each.task(), each.title(), false)).toArray(Task[]::new));
    }

    /** Its first copy does not arrive, so that what arrives with DUP is new. */
    private static Change newWithDup(Scene scene, Worker ana, Other eva) {
        String title = scene.name("new, and with DUP");
        scene.tap().when(ana.of(fromBroker(PUBLISH))
                .with("of " + title, each -> each.payload().text().orElse("").contains(title))).once().cutBefore();
        int connections = ana.connects();
        Change change = eva.adds(title);
        ana.accepted(connections + 1);
        return change;
    }
}
