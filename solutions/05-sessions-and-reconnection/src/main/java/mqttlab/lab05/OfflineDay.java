package mqttlab.lab05;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Rhythm;
import mqttlab.contracts.team.Seat;

/** Watch it work: two members of a team. One of them works on while her cable is out, and while her program is not running. */
public final class OfflineDay {

    private static final Rhythm RHYTHM = new Rhythm(100, 1_000, 2_000);
    private static final int PATIENCE_SECONDS = 5;
    private static final String TEAM = "team-" + ProcessHandle.current().pid();

    private OfflineDay() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        String broker = args.length > 0 ? args[0] : "tcp://localhost:1883";
        Path folders = Files.createTempDirectory("offline-day-");
        try (Cable cable = new Cable(broker); Person ben = new Person("ben", folders)) {
            ben.start(broker);
            try (Person ana = new Person("ana", folders)) {
                ana.start(cable.uri());
                ana.member().add("Book a room");
                ben.isTold(1);
                ben.member().complete("ana-1");
                ana.isTold(1);
                System.out.println("Somebody pulls ana's cable.");
                cable.pull();
                String task = ana.member().add("Invite the speakers");
                ana.member().add("Print the badges");
                ana.member().complete(task);
                ben.member().add("Order lunch");
                System.out.println("ana's program ends. Her board: " + ana.board());
            }
            cable.plugIn();
            System.out.println("She plugs the cable in, and starts her program again.");
            try (Person ana = new Person("ana", folders)) {
                ana.start(cable.uri());
                ana.isTold(1);
                ben.isTold(3);
                System.out.println("ana's board: " + ana.board());
                System.out.println("ben's board: " + ben.board());
            }
        }
        remove(folders);
    }

    /** Somebody who sits at a program, and reads what is new. */
    private static final class Person implements AutoCloseable {

        private final Seat seat;
        private final MemberClient member = new MemberClient();
        private final BlockingQueue<Change> told = new LinkedBlockingQueue<>();

        Person(String name, Path folders) throws IOException {
            seat = new Seat(TEAM, name, Files.createDirectories(folders.resolve(name)).toString());
        }

        /** Nobody is told of what was done before there was a session. */
        void start(String broker) throws InterruptedException {
            member.join(broker, seat, RHYTHM, told::add, TimeUnit.MILLISECONDS::sleep);
            if (!member.awaitOnline(PATIENCE_SECONDS)) {
                System.out.println("No broker answers at " + broker + ".");
            }
        }

        MemberClient member() {
            return member;
        }

        void isTold(int changes) throws InterruptedException {
            for (int i = 0; i < changes; i++) {
                Change next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                System.out.println("  to " + seat.name() + ": " + (next == null ? "Something did not arrive." : text(next)));
            }
        }

        private static String text(Change change) {
            return change.what() == What.ADDED
                    ? "%s has added %s, \"%s\"".formatted(change.name(), change.task(), change.title())
                    : "%s has completed %s".formatted(change.name(), change.task());
        }

        List<String> board() {
            return Stream.of(member.tasks()).map(task -> task.id() + (task.done() ? " (done)" : "")).sorted().toList();
        }

        @Override
        public void close() {
            member.close();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
