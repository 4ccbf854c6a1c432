package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Rhythm;
import mqttlab.contracts.team.Seat;
import mqttlab.contracts.team.Task;
import mqttlab.suites.Call;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.tap.TracedPacket;

/** A student's member at its seat, in one program or in several, and what it was told in all of them. */
final class Worker implements Member.Listener {

    private final Office office;
    private final Scene scene;
    private final Seat seat;
    private final Rhythm rhythm;
    private final Pauses pauses;
    private final Recipient<Change> told;
    private volatile Consumer<Change> then = change -> { };
    private Member member;
    private long made;

    Worker(Office office, Seat seat, Rhythm rhythm) {
        this.office = office;
        this.scene = office.scene();
        this.seat = seat;
        this.rhythm = rhythm;
        this.pauses = new Pauses(scene.trace(), seat.name());
        this.told = scene.recipient(seat.name(), Change::toString);
        scene.atEnd(pauses::end);
    }

    Seat seat() {
        return seat;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    Pauses pauses() {
        return pauses;
    }

    Member member() {
        return member;
    }

    // ---- joining

    /** Makes an object that joins; in a program after the first one, it goes on from there. */
    Worker join() {
        return join(scene.brokerUri());
    }

    Worker join(String uri) {
        Member joining = scene.create(Member.class);
        member = joining;
        pauses.begin();
        scene.atEnd(() -> leaveQuietly(joining));
        joining.join(uri, seat, rhythm, this, pauses);
        return this;
    }

    /** Its program may have been killed. */
    private static void leaveQuietly(Member member) {
        try {
            member.close();
        } catch (AssertionError over) {
            // The check has its verdict.
        }
    }

    /** The same, until the broker has confirmed its subscription. Its program has only just been started. */
    Worker joinAndHear() {
        join();
        scene.trace().await(1, of(fromBroker(SUBACK)), Office.attempts());
        return this;
    }

    /** The same, until it knows of that itself, so that whatever happens then happens to a member that has subscribed. */
    Worker joinForGood() {
        joinAndHear();
        scene.awaitRestOfCode();
        return this;
    }

    PacketMatch of(PacketMatch packet) {
        return packet.byClient(seat.clientId());
    }

    private PacketMatch fromMe(PacketType type) {
        return of(fromClient(type));
    }

    /** Waits for a packet on one of its connections. */
    TracedPacket await(PacketMatch packet) {
        return await(1, packet).getFirst();
    }

    List<TracedPacket> await(int count, PacketMatch packet) {
        return scene.trace().await(count, of(packet), office.soon());
    }

    /** Waits until the broker has accepted that many of its connections, and gives the last of them. */
    int accepted(int connections) {
        return scene.trace().await(connections, of(fromBroker(CONNACK)), Office.attempts()).getLast().connection();
    }

    /** Waits until the broker has acknowledged that many messages: perhaps an attempt to connect comes to nothing before. */
    void published(int messages) {
        scene.trace().await(messages, of(fromBroker(PUBACK)), Office.attempts());
    }

    /** The same, until it knows that itself, and has done what it does then. */
    int online(int connections) {
        int last = accepted(connections);
        scene.awaitRestOfCode();
        return last;
    }

    int connects() {
        return scene.trace().all(fromMe(CONNECT)).size();
    }

    /** Both sides of all its connections know that they are cut. */
    void cut() {
        TracedPacket last = scene.trace().all(fromMe(CONNECT)).getLast();
        scene.tap().cut(last.connection());
        scene.trace().await(closed(last.connection()));
    }

    /** Loses its connection, and stays away until its pauses are released. */
    void goesAway() {
        pauses.hold();
        int before = pauses.all().size();
        cut();
        pauses.await(before + 1);
    }

    void hasSubscribed(int times) {
        List<TracedPacket> all = scene.trace().all(fromMe(SUBSCRIBE));
        scene.trace().require(all.size() == times, "%s sends %d SUBSCRIBE so far, and only when it must".formatted(seat.name(),
                times), "there were %d SUBSCRIBE".formatted(all.size()), all.toArray(TracedPacket[]::new));
    }

    // ---- what it does

    /** Has it add a task; what is due is a change with the next number. */
    Change adds(String title) {
        made++;
        Change due = new Change(seat.name(), made, What.ADDED, seat.name() + "-" + made, title);
        String id = member.add(title);
        scene.trace().require(due.task().equals(id), "the task that is added is " + due.task(), "add has given " + id);
        return due;
    }

    Change adds() {
        return adds(scene.name("  Título; of a task") + " ;");
    }

    List<Change> adds(int count) {
        return Stream.generate(this::adds).limit(count).toList();
    }

    Change completes(String task) {
        made++;
        member.complete(task);
        return new Change(seat.name(), made, What.DONE, task, "");
    }

    /** Closes it, which waits for nothing of that kind. */
    void closesWithoutWaitingFor(String what) throws BrokerUnavailableException {
        CompletableFuture<Void> close = Call.begin(member::close);
        scene.trace().require(Call.endsWithin(Patience.usual(), close), "close does not wait for " + what, "it waits");
        Call.join(close);
    }

    // ---- what it is told

    /** From now on, what this does is what the listener does. */
    void whenTold(Consumer<Change> action) {
        then = action;
    }

    @Override
    public void changed(Change change) {
        told.accept(change);
        then.accept(change);
    }

    /** All so far, but for sentinels, when so many have come. */
    List<Change> told(int count) {
        List<Change> all = List.of();
        while (withoutSentinels(all).size() < count) {
            all = told.await(all.size() + 1, office.soon());
        }
        return withoutSentinels(all);
    }

    private static List<Change> withoutSentinels(List<Change> all) {
        return all.stream().filter(each -> !each.name().startsWith(Office.SENTINEL)).toList();
    }

    /** In all its programs, it has been told these, one after the other, and nothing else. */
    void wasTold(List<Change> expected) {
        Change sentinel = office.sentinel();
        List<Change> all = List.of();
        while (!all.contains(sentinel)) {
            try {
                all = told.await(all.size() + 1, office.soon());
            } catch (TraceFailure nothingMore) {
                List<Change> came = withoutSentinels(all);
                throw scene.trace().failure("%s is told %s, and then a last one".formatted(seat.name(), texts(expected)),
                        "it was told %s, and the last one did not come".formatted(came.isEmpty() ? "nothing" : texts(came)));
            }
        }
        List<Change> came = withoutSentinels(all);
        int same = Math.max(0, Arrays.mismatch(came.toArray(), expected.toArray()));
        scene.trace().require(came.equals(expected), "%s is told %d changes; number %d: %s".formatted(seat.name(),
                expected.size(), same + 1, Office.textAt(expected, same)),
                "it was told %d; number %d: %s".formatted(came.size(), same + 1, Office.textAt(came, same)));
    }

    private static List<String> texts(List<Change> changes) {
        return changes.stream().map(each -> each.name() + ": " + Office.text(each)).toList();
    }

    /** Its board, in this order. */
    void shows(Task... expected) {
        List<Task> tasks = board();
        scene.trace().require(tasks.equals(List.of(expected)), "the board is " + List.of(expected), "it is " + tasks);
    }

    List<Task> board() {
        return Stream.ofNullable(member.tasks()).flatMap(Arrays::stream).toList();
    }

    /** This comes to it through the tap, whatever it makes of it. */
    void gets(Change change) {
        await(fromBroker(PUBLISH).withTopic(office.topic(change.name())).withPayload(Office.text(change)));
    }

    /** What it publishes now is acknowledged: it has dealt with what came before, and would have sent more by now. */
    void publishes() {
        scene.awaitRestOfCode();
        for (int i = 0; i < 2; i++) {
            int before = scene.trace().all(of(fromBroker(PUBACK))).size();
            adds();
            await(before + 1, fromBroker(PUBACK));
        }
    }

    /** It has acknowledged all that has come so far, on the only connection that there was. */
    void acknowledges() {
        int came = scene.trace().all(of(fromBroker(PUBLISH))).size();
        await(came, fromClient(PUBACK));
    }

    /** Paho has told it of all acknowledgements that have come: each message that it is told of now makes way for one. */
    void settles() {
        for (int i = 0; i < made + 2; i++) {
            wasToldOf(office.sentinel());
        }
    }

    private void wasToldOf(Change change) {
        List<Change> all = List.of();
        while (!all.contains(change)) {
            all = told.await(all.size() + 1, office.soon());
        }
    }
}
