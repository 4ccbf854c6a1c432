package mqttlab.suites.lab05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Rhythm;
import mqttlab.contracts.team.Seat;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;

/** What the checks of this lab begin with: a team of their own, and somebody who speaks for others in it. */
final class Office {

    /** How the names of those begin who say something only so that it is known what was before. */
    static final String SENTINEL = "sentinel";

    private static final String OF_A_SENTINEL = "no-task-1";
    private static final int FIRST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 3_200;
    /** Long enough for a busy machine. */
    private static final int PATIENCE_SECONDS = 10;
    private static final int A_WHILE_SECONDS = 30;
    private static final int NOW_SECONDS = 10;
    private static final int SOON_SECONDS = 15;
    private static final int REFUSED = 0x80;

    private final Scene scene;
    private final String team;
    private WireClient somebody;

    private Office(Scene scene) {
        this.scene = scene;
        this.team = scene.name("team");
        this.somebody = scene.client();
    }

    static Office in(Scene scene) {
        return new Office(scene);
    }

    Scene scene() {
        return scene;
    }

    String team() {
        return team;
    }

    // ---- members

    /** A student's member, which has not joined yet. */
    Worker worker(String name) {
        return new Worker(this, seat(scene.name(name)), rhythm());
    }

    Worker worker(String name, Rhythm rhythm) {
        return new Worker(this, seat(scene.name(name)), rhythm);
    }

    /** A check that is repeated has the same names, and the broker keeps sessions. */
    private Seat seat(String name) {
        Seat seat = new Seat(team, name, scene.folder().toString());
        loseSession(seat);
        return seat;
    }

    /** The broker forgets the session: one with a clean session ends it. */
    void loseSession(Seat seat) {
        scene.connectUntraced(seat.clientId()).disconnectAndAwaitClosed();
    }

    static Rhythm rhythm() {
        return rhythm(FIRST_MILLIS, LONGEST_MILLIS);
    }

    static Rhythm rhythm(int firstMillis, int longestMillis) {
        return new Rhythm(firstMillis, longestMillis, (int) patience().toMillis());
    }

    /** If add waits for an answer of the broker with this patience, it takes longer than a call may. */
    static Rhythm patientRhythm() {
        return new Rhythm(FIRST_MILLIS, LONGEST_MILLIS, 2 * (int) patience().toMillis());
    }

    static Duration patience() {
        return Patience.stretch(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** For several attempts, and the start of a program before. */
    static Duration attempts() {
        return Patience.stretch(Duration.ofSeconds(A_WHILE_SECONDS));
    }

    /** How long to wait for what ought to happen now. If a connection has ended, Paho may be busy with that for 5 s. */
    Duration soon() {
        return Patience.stretch(Duration.ofSeconds(scene.trace().first(closed()).isEmpty() ? NOW_SECONDS : SOON_SECONDS));
    }

    Other other(String name) {
        return new Other(this, scene.name(name), 0);
    }

    /** After the broker has been away. */
    void renew() {
        somebody = scene.client();
    }

    /** A change that is cut off before its PUBACK. The worker stays away until its pauses are released. */
    Change cutUnderWay(Worker worker) {
        int before = worker.pauses().all().size();
        worker.pauses().hold();
        scene.tap().when(worker.of(fromBroker(PUBACK))).once().cutBefore();
        Change change = worker.adds();
        worker.pauses().await(before + 1);
        return change;
    }

    /** What is anywhere else is lost when the folder is all that is left. */
    void hasKeptSomething(Worker worker) {
        String[] files = new File(worker.seat().folder()).list();
        scene.trace().require(files != null && files.length > 0, "what is kept is in the folder of the seat", "it is empty");
    }

    // ---- what is said

    String topic(String name) {
        return team + "/changes/" + name;
    }

    static String text(Change change) {
        String text = change.number() + ";" + change.what() + ";" + change.task();
        return change.what() == What.ADDED ? text + ";" + change.title() : text;
    }

    /** One of many, for a message. If it is there a second time, that is said, too. */
    static String textAt(List<Change> changes, int index) {
        if (index >= changes.size()) {
            return "nothing more";
        }
        Change change = changes.get(index);
        int first = changes.indexOf(change);
        return change.name() + ": " + text(change) + (first < index ? ", as number %d before".formatted(first + 1) : "");
    }

    void says(String topic, String text) {
        says(topic, text.getBytes(UTF_8));
    }

    void says(String topic, byte[] payload) {
        somebody.publish(topic, 1, payload);
    }

    /** A change that leaves the board as it is, behind all that has been said so far. */
    Change sentinel() {
        Other somebodyElse = other(SENTINEL);
        return somebodyElse.completes(OF_A_SENTINEL);
    }

    /** In place of the broker's next SUBACKs, the client gets some that refuse. */
    void refuseSubscriptions(int times) {
        scene.tap().when(fromBroker(SUBACK)).times(times).drop();
        CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= times; i++) {
                FaultApplied dropped = scene.trace().await(i, fault(Fault.DROPPED, fromBroker(SUBACK)), attempts()).getLast();
                Packet suback = dropped.packet().orElseThrow().packet();
                scene.tap().slipIn(dropped.connection(), Packets.suback(suback.packetId(), REFUSED));
            }
        }, Thread::startVirtualThread);
    }

    // ---- what the student's members have published

    PacketMatch published(Worker worker) {
        return fromClient(PUBLISH).byClient(worker.seat().clientId());
    }

    /** With QoS 1, not retained, on the topic of the member: these, one after the other, and nothing else. */
    void hasPublished(Worker worker, Change... changes) {
        List<TracedPacket> sent = scene.trace().await(changes.length, published(worker), soon());
        requireAll(worker, sent, changes);
        List<TracedPacket> all = scene.trace().all(published(worker));
        scene.trace().require(all.size() == changes.length, "nothing but these %d changes is published".formatted(changes.length),
                "there were %d PUBLISH".formatted(all.size()), all.toArray(TracedPacket[]::new));
    }

    /** On each of its connections, each change once at most: what is sent again goes out on another one. */
    void hasPublishedNothingTwice(Worker worker) {
        Set<List<Object>> before = new HashSet<>();
        for (TracedPacket each : scene.trace().all(published(worker))) {
            scene.trace().require(before.add(List.of(each.connection(), each.packet().payload())),
                    "no change is published twice on the same connection", "this one was: " + each.packet(), each);
        }
    }

    private void requireAll(Worker worker, List<TracedPacket> sent, Change... changes) {
        for (int i = 0; i < changes.length; i++) {
            Packet packet = sent.get(i).packet();
            boolean isIt = packet.topic().equals(topic(worker.seat().name())) && packet.qos() == 1 && !packet.retain()
                    && packet.payload().equals(Payload.of(text(changes[i])));
            scene.trace().require(isIt, "a PUBLISH with QoS 1, not retained, of \"%s\" on %s".formatted(text(changes[i]),
                    topic(worker.seat().name())), "this was sent: " + packet, sent.get(i));
        }
    }

    // ---- what the broker has got

    /** Another subscriber, directly at the broker. */
    WireClient auditor() {
        WireClient auditor = scene.client();
        auditor.subscribe(team + "/#", 1);
        return auditor;
    }

    /** The broker has got these, each at least once; in this order, if only the first time counts. */
    void hasGot(WireClient auditor, List<Change> changes) {
        List<String> expected = changes.stream().map(Office::text).toList();
        String sentinel = scene.name(SENTINEL);
        List<String> got = new ArrayList<>();
        while (!new LinkedHashSet<>(got).containsAll(expected) && got.size() < 10 * expected.size()) {
            got.add(nextText(auditor));
        }
        says(topic(sentinel), sentinel);
        for (String next = nextText(auditor); !next.equals(sentinel); next = nextText(auditor)) {
            got.add(next);
        }
        got.removeIf(each -> each.endsWith(OF_A_SENTINEL));
        List<String> once = List.copyOf(new LinkedHashSet<>(got));
        scene.trace().note("another subscriber has got: " + got);
        scene.trace().require(once.equals(expected), "the broker gets each change, in this order: " + expected,
                "it has got, if only the first time counts: " + once);
    }

    private static String nextText(WireClient auditor) {
        return auditor.expect("a change", each -> each.type() == PUBLISH).payload().text().orElse("?");
    }
}
