package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.opened;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Rhythm;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionOpened;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Rule;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming back")
class ComingBackChecks {

    private static final int REFUSALS = 12;
    /** Whoever doubles an int, or a long, has none any more by then. */
    private static final int MANY = 70;
    private static final int FEW_MILLIS = 2_000;
    /** Some who look at the return code would give up here. The contract does not. */
    private static final int NOT_AUTHORIZED = 5;

    @Graded(task = 2, points = 2, clause = "MQTT-3.1.2-4", dependsOn = "connects",
            hint = "A loop that tries again at once takes all that the broker has, and a processor, too. On which thread do you "
                    + "connect, and what happens between two attempts? A pause comes before the first one to come back, too.")
    @DisplayName("a member comes back, as the same client, and pauses before each attempt but its very first")
    void pausesBeforeEachAttempt(Scene scene) {
        Office office = Office.in(scene);
        scene.tap().whenConnecting().times(REFUSALS).refuse();
        Worker ana = office.worker("ana").join();
        ana.pauses().await(REFUSALS);
        ana.online(1);
        expectPauses(scene, ana, REFUSALS);
        int before = ana.pauses().all().size();
        ana.goesAway();
        int attempts = scene.trace().all(opened()).size();
        scene.awaitRestOfCode();
        scene.trace().require(scene.trace().all(opened()).size() == attempts, "during a pause, nobody connects",
                "there was a connection");
        ana.pauses().release();
        ana.accepted(2);
        int pauses = ana.pauses().all().size() - before;
        // It was at rest, so that nothing was in the way of its first attempt.
        scene.trace().require(pauses == 1, "one pause before an attempt", "there were %d before this one".formatted(pauses));
        expectPauses(scene, ana, REFUSALS + 1);
        ana.cut();
        ana.accepted(3);
        expectPauses(scene, ana, REFUSALS + 2);
        scene.trace().all(ana.of(fromClient(CONNECT))).forEach(each -> scene.trace().require(!each.packet().cleanSession(),
                "a CONNECT with clean session 0 each time", "this was sent: " + each.packet(), each));
        scene.trace().require(ana.connects() == 3, "the same client identifier each time", "there was another one");
    }

    /** At least one between two attempts; and not many more than attempts, since the machine may be in the way now and then. */
    private static void expectPauses(Scene scene, Worker ana, int due) {
        List<ConnectionOpened> attempts = scene.trace().all(opened());
        List<Note> pauses = scene.trace().all(ana.pauses().begun());
        for (int i = 1; i < attempts.size(); i++) {
            ConnectionOpened before = attempts.get(i - 1);
            ConnectionOpened after = attempts.get(i);
            scene.trace().require(pauses.stream().anyMatch(each -> before.isBefore(each) && each.isBefore(after)),
                    "a pause before each attempt but the first", "there is none before #" + after.number(), before, after);
        }
        scene.trace().require(attempts.size() == due + 1 && pauses.size() <= due + 2,
                "one attempt at once, and %d after a pause each".formatted(due),
                "there were %d attempts and %d pauses".formatted(attempts.size(), pauses.size()));
        scene.trace().require(pauses.isEmpty() || attempts.getFirst().isBefore(pauses.getFirst()),
                "the very first attempt is made at once", "there was a pause before it");
    }

    @Graded(task = 2, points = 2, dear = true, seconds = 120, dependsOn = {"publishesChanges", "pausesBeforeEachAttempt"},
            reason = "If a broker is away for long, a thousand clients that ask ten times a second keep it from coming back; "
                    + "and if it is away for a moment, nobody wants to wait for a minute.",
            hint = "The whole doubles, up to the longest pause, and the pause is between half and the whole. What becomes of a "
                    + "number that is doubled seventy times? Which attempt has succeeded, and so ends the row?")
    @DisplayName("the pauses double, up to the longest one, however many there are, and begin anew after a success")
    void doublesItsPauses(Scene scene) {
        Office office = Office.in(scene);
        int first = scene.random().nextInt(800, 2_000);
        Worker ana = office.worker("ana", Office.rhythm(first, 40 * first + 7));
        // The shortest pause that there can be has no half in whole milliseconds, and the longest no double in an int.
        Worker ben = office.worker("ben", Office.rhythm(1, Integer.MAX_VALUE)).join();
        ben.online(1);
        connectInVain(scene, ana, ben);
        ana.accepted(1);
        ana.publishes();
        expectRow(scene, ana, 0);
        expectRow(scene, ben, 0);
        expectChance(scene, ana.pauses().all(), first);
        Set<Long> firsts = new HashSet<>();
        // After a success, the next pause is a short one again.
        for (int connections = 2; connections <= 4; connections++) {
            int before = ana.pauses().all().size();
            scene.trace().require(before >= MANY + connections - 2, "a pause after each failure and each loss",
                    "there were " + before);
            ana.cut();
            ana.accepted(connections);
            // Then it knows that it was accepted. If it is cut before, for Paho the attempt has failed.
            ana.publishes();
            expectRow(scene, ana, before);
            firsts.add(ana.pauses().all().get(before));
        }
        scene.trace().require(firsts.size() > 1, "the first pause of a row is chosen at random, too", "it is always " + firsts);
    }

    /** At the same time, as Paho is busy for a while with each attempt: one that joins, and one that comes back. */
    private static void connectInVain(Scene scene, Worker joins, Worker comesBack) {
        Rule away = scene.tap().whenConnecting().refuse();
        List<Worker> both = List.of(joins, comesBack);
        both.forEach(each -> each.pauses().holdAt(MANY));
        joins.join();
        comesBack.cut();
        both.forEach(each -> each.pauses().await(MANY));
        away.lift();
        both.forEach(each -> each.pauses().release());
    }

    /** While the pauses grow, they are not always the same part of the whole. */
    private static void expectChance(Scene scene, List<Long> row, int first) {
        long parts = IntStream.range(0, 5).mapToLong(i -> 1_000 * row.get(i) / ((long) first << i)).distinct().count();
        scene.trace().require(parts >= 3, "the first five pauses of a row are chosen at random, too",
                "they are " + row.subList(0, 5));
    }

    /** All pauses from there on are a row. */
    private static void expectRow(Scene scene, Worker worker, int from) {
        List<Long> row = worker.pauses().all();
        long whole = worker.rhythm().firstMillis();
        long longest = worker.rhythm().longestMillis();
        for (int i = from; i < row.size(); i++) {
            long pause = row.get(i);
            scene.trace().require(pause >= Math.max(0, whole / 2 - 1) && pause <= whole + 1,
                    "pause number %d in a row is between %d and %d ms".formatted(i - from + 1, whole / 2, whole),
                    "it is %d ms".formatted(pause));
            whole = Math.min(2 * whole, longest);
        }
    }

    @Graded(task = 2, points = 2, seconds = 120, dependsOn = "pausesBeforeEachAttempt",
            reason = "All members lose their connection at the same moment, when the broker goes down. If they all come back "
                    + "at the same moment, it goes down again.",
            hint = "What is chosen at random, how often, and where does the chance come from? Two programs that begin at the "
                    + "same moment, or with the same number, choose alike.")
    @DisplayName("pauses are spread between half and the whole, differently each time, for each member and in each program")
    void spreadsItsPauses(Scene scene) {
        Office office = Office.in(scene);
        Rhythm wide = Office.rhythm(1_000_000, 1_000_000);
        Worker ana = office.worker("ana", wide);
        Worker ben = office.worker("ben", wide);
        scene.tap().whenConnecting().refuse();
        ana.join();
        List<Long> first = next(ana, 0);
        scene.killCode();
        int before = ana.pauses().all().size();
        ana.join();
        ben.join();
        List<Long> second = next(ana, before);
        List<Long> bens = next(ben, 0);
        for (List<Long> each : List.of(first, second, bens)) {
            expectSpread(scene, each);
        }
        scene.trace().require(first.stream().filter(second::contains).count() < 5, "the next program chooses differently",
                "its pauses are those of the one before");
        scene.trace().require(second.stream().filter(bens::contains).count() < 5, "two members choose differently",
                "they have many pauses in common");
    }

    private static List<Long> next(Worker worker, int from) {
        return worker.pauses().await(from + MANY).subList(from, from + MANY);
    }

    private static void expectSpread(Scene scene, List<Long> pauses) {
        long min = pauses.stream().mapToLong(each -> each).min().orElseThrow();
        long max = pauses.stream().mapToLong(each -> each).max().orElseThrow();
        long lower = pauses.stream().filter(each -> each < 750_000).count();
        scene.trace().require(min >= 499_999 && min < 625_000 && max > 875_000 && max <= 1_000_001,
                "%d pauses are spread between 500000 and 1000000 ms".formatted(MANY),
                "they are between %d and %d".formatted(min, max));
        scene.trace().require(lower > MANY / 8 && lower < 7 * MANY / 8, "as many are short as are long", lower + " are short");
        scene.trace().require(pauses.stream().distinct().count() > MANY - 5, "each pause is chosen anew", "many are the same");
    }

    @Graded(task = 2, points = 1, dear = true, seconds = 120, clause = "MQTT-3.2.2-5", dependsOn = "pausesBeforeEachAttempt",
            hint = "A broker that takes the connection and then says nothing is worse than none. How long does the attempt wait, "
                    + "and who closes what is left of it?")
    @DisplayName("an attempt that is refused, or has no answer when the patience is over, leaves nothing; there is another one")
    void givesUpOnSilence(Scene scene) {
        Office office = Office.in(scene);
        Worker ben = office.worker("ben").join();
        ben.online(1);
        ben.goesAway();
        Worker ana = office.worker("ana", new Rhythm(100, 3_200, FEW_MILLIS));
        scene.tap().whenConnecting().once().beSilent();
        scene.tap().when(ana.of(fromBroker(CONNACK))).once().drop();
        scene.tap().when(ana.of(fromBroker(CONNACK))).once().delay(Duration.ofMillis(FEW_MILLIS / 4));
        scene.when(fault(Fault.DROPPED, fromBroker(CONNACK)),
                dropped -> scene.tap().slipIn(dropped.connection(), Packets.connack(NOT_AUTHORIZED, false)));
        ana.join();
        int silent = scene.trace().await(fault(Fault.SILENT)).connection();
        int refused = scene.trace().await(3, opened(), Office.attempts()).getLast().connection();
        ConnectionOpened third = scene.trace().await(4, opened(), Office.attempts()).getLast();
        scene.trace().await(closed(silent));
        scene.trace().await(closed(refused));
        scene.trace().require(ana.pauses().all().size() >= 2, "a pause after each failure", "there was none");
        ana.await(fromBroker(CONNACK).onConnection(third.connection()));
        scene.awaitRestOfCode();
        scene.trace().require(scene.trace().all(opened()).size() == 4, "what is answered in time is accepted",
                "there was another attempt");
        scene.trace().require(ben.connects() == 1, "somebody who is to pause does not connect, however long that takes",
                "ben has connected");
    }

    @Graded(task = 2, points = 1, seconds = 120, clause = {"MQTT-3.14.4-1", "MQTT-3.14.4-2"},
            dependsOn = {"publishesChanges", "pausesBeforeEachAttempt"},
            hint = "Which threads of yours are left, and what do they wait for? Somebody who pauses, or waits for a CONNACK, has "
                    + "to be told that it is over.")
    @DisplayName("close says goodbye and leaves nothing behind, even during a pause, and a second close does no harm")
    void leaves(Scene scene) throws BrokerUnavailableException {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").join();
        ana.online(1);
        ana.adds();
        ana.await(fromBroker(PUBACK));
        ana.member().close();
        ana.member().close();
        TracedPacket goodbye = ana.await(fromClient(DISCONNECT));
        scene.trace().await(closed(goodbye.connection()));
        scene.create(Member.class).close();
        leavesDuringAPause(office, office.worker("ben"));
        leavesDuringAnAttempt(office, office.worker("eva"));
        scene.requireThatAProgramCanEnd();

        scene.trace().require(scene.trace().all(opened()).size() == 2, "who has left does not connect again",
                "there was another connection");
        scene.trace().none(ana.pauses().begun());
    }

    private static void leavesDuringAPause(Office office, Worker ben) throws BrokerUnavailableException {
        Scene scene = office.scene();
        ben.pauses().hold();
        ben.join(scene.unusedUri());
        ben.pauses().await(1);
        ben.closesWithoutWaitingFor("a pause");
    }

    /** The CONNECT has been sent, before which Paho's threads do not bear an end; there is no answer. */
    private static void leavesDuringAnAttempt(Office office, Worker eva) throws BrokerUnavailableException {
        Scene scene = office.scene();
        scene.tap().when(eva.of(fromBroker(CONNACK))).once().drop();
        eva.join();
        int silent = scene.trace().await(fault(Fault.DROPPED, fromBroker(CONNACK))).connection();
        eva.closesWithoutWaitingFor("a CONNACK");
        scene.trace().await(closed(silent));
    }
}
