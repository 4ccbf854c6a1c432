package mqttlab.suites.lab05;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Task;
import mqttlab.suites.Call;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Whatever happens")
class DisasterChecks {

    private static final int CALLERS = 4;
    private static final int PROGRAMS = 3;
    private static final int MANY = 30;
    /** Of each program: it may be long until somebody who waits for the first of them has a processor. */
    private static final int MOST = 500;
    /** More than the programs before can have been about to give. */
    private static final int FEW = CALLERS * PROGRAMS;

    @Graded(task = 6, points = 1, dear = true, seconds = 180, dependsOn = "publishesWhatWasUnderWay",
            reason = "A power cut does not wait until a file has been written.",
            hint = "What is in the folder at each moment of a change? A file that is emptied and written anew has nothing in it "
                    + "in between. To append a line is safe, and so is to move another file into its place. And is a change "
                    + "there before it is published? If not, the next program gives its number to another one.")
    @DisplayName("a program that is killed in the middle of many changes loses none that add has returned or others have got")
    void losesNothingWhenKilled(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana");
        ana.pauses().hold();
        String nowhere = scene.unusedUri();
        Set<Task> added = new HashSet<>();
        for (int program = 1; program < PROGRAMS; program++) {
            ana.join(nowhere);
            addUntilKilled(scene, ana, added, MANY, scene.returned("add"));
        }
        // The last of them is killed when it has just published something.
        ana.pauses().release();
        ana.join();
        ana.published(added.size());
        addUntilKilled(scene, ana, added, FEW, office.published(ana));
        ana.pauses().hold();
        ana.join(nowhere);
        List<Task> board = ana.board();
        Set<String> known = ids(board);
        boolean areTasks = known.stream().allMatch(id -> id.matches("\\Q" + ana.seat().name() + "\\E-[1-9][0-9]{0,8}"));
        scene.trace().require(areTasks && new HashSet<>(board).containsAll(added) && known.size() == board.size(),
                "the board has all tasks that add has returned, once: " + added, "it is " + board);
        scene.killCode();
        ana.pauses().release();
        ana.join();
        expectOnlyThese(office, ana, board);
    }

    private static Set<String> ids(Collection<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }

    /** In all its programs it has published these, perhaps more than once, and nothing that the next program does not know. */
    private static void expectOnlyThese(Office office, Worker ana, List<Task> board) {
        Trace trace = office.scene().trace();
        Set<String> known = board.stream().map(task -> Office.text(added(ana, task))).collect(Collectors.toSet());
        known.forEach(text -> trace.await(1, office.published(ana).withPayload(text), Office.attempts()));
        List<String> unknown = trace.all(office.published(ana)).stream().map(each -> each.packet().payload().text().orElse("?"))
                .filter(text -> !known.contains(text)).toList();
        trace.require(unknown.isEmpty(), "what is published is on the board of the next program",
                "others have got what it knows nothing of: " + unknown);
    }

    /** Several callers add, until the program is killed in the middle of it, at that sign. Gathers what they have been given. */
    private static void addUntilKilled(Scene scene, Worker worker, Set<Task> added, int count, Match<?> sign)
            throws BrokerUnavailableException {
        Member member = worker.member();
        Set<Task> now = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        AtomicBoolean killed = new AtomicBoolean();
        int before = scene.trace().all(sign).size();
        List<CompletableFuture<Void>> callers = Stream.generate(() -> Call.begin(() -> {
            while (!killed.get() && number.get() < MOST) {
                String title = "Number %d behind %d others".formatted(number.incrementAndGet(), added.size());
                now.add(new Task(member.add(title), title, false));
            }
        })).limit(CALLERS).toList();
        Call.whileCalled(callers.getFirst(), () -> scene.trace().await(before + count, sign, Office.attempts()));
        scene.killCode();
        killed.set(true);
        // What a program that is gone makes of a call is nobody's mistake.
        callers.forEach(each -> Call.endsWithin(Office.attempts(), each));
        Set<String> again = new TreeSet<>(ids(now));
        again.retainAll(ids(added));
        scene.trace().require(again.isEmpty(), "a task that is added is none that was there before",
                "an earlier program has given these, too: " + again);
        added.addAll(now);
    }

    private static Change added(Worker worker, Task task) {
        long number = Long.parseLong(task.id().substring(task.id().lastIndexOf('-') + 1));
        return new Change(worker.seat().name(), number, What.ADDED, task.id(), task.title());
    }

    @Graded(task = 6, points = 1, needsMosquitto = true, seconds = 120, clause = {"MQTT-4.4.0-1", "MQTT-3.1.2-4"},
            dependsOn = {"tellsNothingTwice", "publishesWhatWasUnderWay", "survivesABrokerRestart"},
            hint = "Everything comes together here: the broker's data and yours. Which of the two has lost something? That a "
                    + "connection was lost says nothing of what was under way on it.")
    @DisplayName("program and broker are both restarted, with the folder and the data: nothing is lost, or told twice")
    void survivesEverything(Scene scene) {
        Broker broker = scene.ownBroker(BrokerSettings.anonymous().withPersistence());
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        Other ben = office.other("ben");
        List<Change> due = new ArrayList<>(List.of(ben.adds("one")));
        ana.wasTold(due);
        // Its connection is lost, and so Paho says that it has failed. But what is not acknowledged is still to be sent.
        List<Change> made = new ArrayList<>(List.of(office.cutUnderWay(ana)));
        due.add(ben.adds("two"));
        made.addAll(ana.adds(2));
        broker.stop();
        scene.killCode();
        int before = ana.pauses().all().size();
        ana.join();
        ana.pauses().await(before + 1);
        made.addAll(ana.adds(2));
        broker.start();
        office.renew();
        WireClient auditor = office.auditor();
        due.add(ben.adds("three"));
        ana.pauses().release();

        ana.wasTold(due);
        ana.hasSubscribed(1);
        ana.published(made.size());
        office.hasGot(auditor, Stream.concat(Stream.of(due.getLast()), made.stream()).toList());
    }
}
