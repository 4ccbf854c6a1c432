package mqttlab.suites.lab05;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Whatever happens")
class DisasterChecks {

    private static final String TITLE = "One of many";
    private static final int CALLERS = 4;
    private static final int PROGRAMS = 3;
    private static final int MANY = 30;

    @Graded(task = 6, points = 1, dear = true, seconds = 180, dependsOn = "publishesWhatWasLeft",
            reason = "A power cut does not wait until a file has been written.",
            hint = "What is in the folder at each moment of a change? Whoever empties a file and writes all of it anew has "
                    + "nothing in between. To append a line is safe, and so is to write another file and to move it into the "
                    + "place of the old one.")
    @DisplayName("a program that is killed in the middle of many changes has lost none for which add has returned")
    void losesNothingWhenKilled(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana");
        ana.pauses().hold();
        String nowhere = scene.unusedUri();
        Set<String> added = new HashSet<>();
        for (int program = 1; program <= PROGRAMS; program++) {
            ana.join(nowhere);
            Set<String> now = addUntilKilled(scene, ana.member());
            scene.trace().require(Collections.disjoint(added, now), "a task that is added is none that was there before",
                    "of " + now + ", some were given by an earlier program, which has given " + added);
            added.addAll(now);
        }
        ana.join(nowhere);
        List<Task> board = ana.board();
        Set<String> known = board.stream().map(Task::id).collect(Collectors.toSet());
        boolean areTasks = known.stream().allMatch(id -> id.matches("\\Q" + ana.seat().name() + "\\E-[1-9][0-9]{0,8}"));
        scene.trace().require(areTasks && known.containsAll(added) && known.size() == board.size(),
                "the board has all tasks that add has returned, once: " + added, "it is " + board);
        scene.killCode();
        ana.pauses().release();
        ana.join();
        ana.published(board.size());
        office.hasPublished(ana, board.stream().map(task -> added(ana, task)).sorted(comparingLong(Change::number))
                .toArray(Change[]::new));
    }

    /** Several callers add, until the program is killed in the middle of it. Gives what they have been given. */
    private static Set<String> addUntilKilled(Scene scene, Member member) throws BrokerUnavailableException {
        Set<String> added = ConcurrentHashMap.newKeySet();
        AtomicBoolean killed = new AtomicBoolean();
        int before = scene.trace().all(scene.returned("add")).size();
        List<CompletableFuture<Void>> callers = Stream.generate(() -> Call.begin(() -> {
            while (!killed.get()) {
                added.add(member.add(TITLE));
            }
        })).limit(CALLERS).toList();
        Call.whileCalled(callers.getFirst(), () -> scene.trace().await(before + MANY, scene.returned("add"), Office.attempts()));
        scene.killCode();
        killed.set(true);
        // What a program that is gone makes of a call is nobody's mistake.
        callers.forEach(each -> Call.endsWithin(Office.attempts(), each));
        return added;
    }

    private static Change added(Worker worker, Task task) {
        long number = Long.parseLong(task.id().substring(task.id().lastIndexOf('-') + 1));
        return new Change(worker.seat().name(), number, What.ADDED, task.id(), TITLE);
    }

    @Graded(task = 6, points = 1, needsMosquitto = true, seconds = 120, clause = {"MQTT-4.4.0-1", "MQTT-3.1.2-4"},
            dependsOn = {"tellsNothingTwice", "publishesWhatWasUnderWay", "survivesABrokerRestart"},
            hint = "Everything comes together here: the broker's data and yours. Which of the two has lost something?")
    @DisplayName("program and broker are both restarted, with the folder and the data: nothing is lost, or told twice")
    void survivesEverything(Scene scene) {
        Broker broker = scene.ownBroker(BrokerSettings.anonymous().withPersistence());
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        Other ben = office.other("ben");
        List<Change> due = new ArrayList<>(List.of(ben.adds("one")));
        ana.wasTold(due);
        ana.goesAway();
        due.add(ben.adds("two"));
        List<Change> made = new ArrayList<>(ana.adds(2));
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
