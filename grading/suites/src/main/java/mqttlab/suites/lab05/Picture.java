package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Rhythm;
import mqttlab.contracts.team.Seat;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/** Ana's connection is cut before a PUBACK; while she pauses, Ben adds a task, and she another one. It shows Ana's side. */
public final class Picture implements mqttlab.testkit.student.Picture {

    private static final String TEAM = "cadiz";
    private static final String ANA = TEAM + "/ana";
    private static final Rhythm RHYTHM = new Rhythm(100, 3_200, 8_000);

    @Override
    public List<TraceEvent> held(StudentRun run, Tap tap) throws Exception {
        Path folders = Files.createTempDirectory("lab-picture-");
        try {
            Member ana = run.create(Member.class);
            Member ben = run.create(Member.class);
            TraceEvent away = work(ana, ben, folders, tap);
            tap.trace().await(2, fromBroker(PUBACK).byClient(ANA), Office.attempts());
            tap.trace().await(fromClient(PUBACK).byClient(ANA).withIdOf(bens(tap.trace())));
            for (Member each : List.of(ana, ben)) {
                each.close();
            }
            tap.trace().await(2, fromClient(DISCONNECT));
            return inFixedOrder(tap.trace(), away);
        } finally {
            remove(folders);
        }
    }

    /** Gives what is to be said of the time when Ana was away. */
    private static TraceEvent work(Member ana, Member ben, Path folders, Tap tap) throws Exception {
        CountDownLatch pauses = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ana.join(tap.uri(), seat("ana", folders), RHYTHM, change -> { }, millis -> {
            pauses.countDown();
            goOn.await();
        });
        tap.trace().await(fromBroker(SUBACK).byClient(ANA));
        tap.when(fromBroker(PUBACK).byClient(ANA)).once().cutBefore();
        ana.add("Book a room");
        pauses.await();
        ben.join(tap.uri(), seat("ben", folders), RHYTHM, change -> { }, millis -> goOn.await());
        ben.add("Order lunch");
        tap.trace().await(fromBroker(PUBACK).byClient(TEAM + "/ben"));
        ana.add("Invite the speakers");
        goOn.countDown();
        return tap.trace().note("ana pauses; ben adds a task, and so does she");
    }

    private static Seat seat(String name, Path folders) throws IOException {
        return new Seat(TEAM, name, Files.createDirectory(folders.resolve(name)).toString());
    }

    private static TracedPacket bens(Trace trace) {
        return trace.await(fromBroker(PUBLISH).byClient(ANA).withTopic(TEAM + "/changes/ben"));
    }

    /** Nobody lays down who speaks first on the second connection. What ana hears of her own changes is left out. */
    private static List<TraceEvent> inFixedOrder(Trace trace, TraceEvent away) {
        List<TracedPacket> connects = trace.all(fromClient(CONNECT).byClient(ANA));
        List<TracedPacket> accepted = trace.all(fromBroker(CONNACK).byClient(ANA));
        List<TracedPacket> sent = trace.all(fromClient(PUBLISH).byClient(ANA));
        List<TracedPacket> acknowledged = trace.all(fromBroker(PUBACK).byClient(ANA));
        TracedPacket bens = bens(trace);
        List<TraceEvent> numbered = new ArrayList<>();
        Stream.of(connects.get(0), accepted.get(0), trace.one(fromClient(SUBSCRIBE).byClient(ANA)),
                trace.one(fromBroker(SUBACK).byClient(ANA)), sent.get(0), trace.one(fault(Fault.CUT_BEFORE)), away,
                connects.get(1), accepted.get(1), bens, sent.get(1), sent.get(2),
                trace.one(fromClient(PUBACK).byClient(ANA).onConnection(bens.connection()).withIdOf(bens)),
                acknowledged.get(0), acknowledged.get(1), trace.one(fromClient(DISCONNECT).byClient(ANA)))
                .forEach(each -> numbered.add(withNumber(numbered.size() + 1, each)));
        return numbered;
    }

    private static TraceEvent withNumber(int number, TraceEvent event) {
        return switch (event) {
            case TracedPacket p -> new TracedPacket(number, p.at(), p.connection(), p.client(), p.direction(), p.packet());
            case FaultApplied f -> new FaultApplied(number, f.at(), f.connection(), f.client(), f.fault(), f.packet());
            case Note n -> new Note(number, n.at(), n.note());
            default -> throw new IllegalArgumentException("not in the picture: " + event);
        };
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
