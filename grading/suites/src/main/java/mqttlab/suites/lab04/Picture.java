package mqttlab.suites.lab04;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/** A lamp says that it is here, and its connection is cut. One board is there all the time, another one comes late. */
public final class Picture implements mqttlab.testkit.student.Picture {

    private static final int KEEP_ALIVE_SECONDS = 60;

    @Override
    public List<TraceEvent> held(StudentRun run, Tap tap) throws Exception {
        Board early = watching(run, tap, "early");
        Beacon lamp = run.create(Beacon.class);
        lamp.arrive(tap.uri(), "lamp", new Badge("esi", "lamp", 7), KEEP_ALIVE_SECONDS);
        tap.trace().await(fromClient(PUBACK).byClient("early"));
        tap.trace().await(fromClient(PUBACK).byClient("lamp"));
        tap.cut(tap.trace().one(fromClient(CONNECT).byClient("lamp")).connection());
        tap.trace().await(2, fromClient(PUBACK).byClient("early"));
        Board late = watching(run, tap, "late");
        tap.trace().await(fromClient(PUBACK).byClient("late"));
        for (Board each : List.of(early, late)) {
            each.close();
        }
        tap.trace().await(2, fromClient(DISCONNECT));
        lamp.close();
        return inFixedOrder(tap.trace().events());
    }

    private static Board watching(StudentRun run, Tap tap, String clientId) throws Exception {
        Board board = run.create(Board.class);
        board.connect(tap.uri(), clientId);
        board.watch("esi", new Dark());
        return board;
    }

    /** Nobody lays down whom the broker answers first: the picture has it that the lamp goes on when the board knows of it. */
    private static List<TraceEvent> inFixedOrder(List<TraceEvent> all) {
        List<TraceEvent> lamp = of("lamp", all);
        List<TraceEvent> early = of("early", all);
        List<TraceEvent> numbered = new ArrayList<>();
        Stream.of(early.subList(0, 4), lamp.subList(0, 3), early.subList(4, 6), lamp.subList(3, lamp.size()),
                early.subList(6, 8), of("late", all), early.subList(8, early.size()))
                .flatMap(List::stream).forEach(each -> numbered.add(withNumber(numbered.size() + 1, each)));
        return numbered;
    }

    private static List<TraceEvent> of(String client, List<TraceEvent> all) {
        return all.stream().filter(each -> each.client().equals(client))
                .filter(each -> each instanceof TracedPacket || each instanceof FaultApplied).toList();
    }

    private static TraceEvent withNumber(int number, TraceEvent event) {
        return switch (event) {
            case TracedPacket p -> new TracedPacket(number, p.at(), p.connection(), p.client(), p.direction(), p.packet());
            case FaultApplied f -> new FaultApplied(number, f.at(), f.connection(), f.client(), f.fault(), f.packet());
            default -> throw new IllegalArgumentException("not in the picture: " + event);
        };
    }

    /** A screen that nobody looks at. */
    private static final class Dark implements Board.Screen {

        @Override
        public void show(Sighting sighting) {
            // see the class comment
        }

        @Override
        public void remove(String site, String name) {
            // see the class comment
        }

        @Override
        public void greet(String site, String name) {
            // see the class comment
        }

        @Override
        public void called(String site, String name, String text) {
            // see the class comment
        }
    }
}
