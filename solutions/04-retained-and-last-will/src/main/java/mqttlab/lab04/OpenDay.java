package mqttlab.lab04;

import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;

/** Watch it work: a student and a lamp in a faculty, a board at the door, another one that comes late, and a cable. */
public final class OpenDay {

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final String SITE = "esi-" + ProcessHandle.current().pid();
    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();

    private OpenDay() {
    }

    public static void main(String[] args) throws BrokerUnavailableException, InterruptedException {
        String broker = args.length > 0 ? args[0] : "tcp://localhost:1883";
        try (BoardClient door = new BoardClient(); Cable cable = new Cable(broker)) {
            door.connect(broker, SITE + "-door");
            door.watch(SITE, new Printed());
            try (BeaconClient ana = new BeaconClient(); BeaconClient lamp = new BeaconClient()) {
                arrive(ana, broker, "ana", 1);
                ana.report("place", "library");
                print(3);
                arrive(lamp, cable.uri(), "lamp", 1);
                lamp.report("light", "on");
                print(3);
                ana.call("Who has a charger?");
                print(1);
                System.out.println("Somebody pulls the lamp's cable.");
                cable.pull();
                print(1);
            }
            print(1);
        }
        comeLate(broker);
    }

    private static void comeLate(String broker) throws BrokerUnavailableException, InterruptedException {
        System.out.println("A board that comes late:");
        try (BoardClient late = new BoardClient(); BeaconClient lamp = new BeaconClient()) {
            late.connect(broker, SITE + "-late");
            late.watch(SITE, new Printed());
            printLastOfEach(4);
            arrive(lamp, broker, "lamp", 2);
            print(2);
            lamp.forget("light");
            print(1);
        }
    }

    private static void arrive(BeaconClient beacon, String broker, String name, long visit) throws BrokerUnavailableException {
        beacon.arrive(broker, SITE + "-" + name, new Badge(SITE, name, visit), KEEP_ALIVE_SECONDS);
    }

    private static final class Printed implements Board.Screen {

        @Override
        public void show(Sighting sighting) {
            TOLD.add("%s: %s %s".formatted(sighting.name(), sighting.status(), new TreeMap<>(sighting.known())));
        }

        @Override
        public void remove(String site, String name) {
            TOLD.add(name + ": nothing is known");
        }

        @Override
        public void greet(String site, String name) {
            TOLD.add("Welcome, " + name + "!");
        }

        @Override
        public void called(String site, String name, String text) {
            TOLD.add("%s calls: %s".formatted(name, text));
        }
    }

    private static void print(int lines) throws InterruptedException {
        for (int i = 0; i < lines; i++) {
            System.out.println(next());
        }
    }

    /** What is retained comes in any order: only the last line about each is of interest. */
    private static void printLastOfEach(int lines) throws InterruptedException {
        TreeMap<String, String> last = new TreeMap<>();
        for (int i = 0; i < lines; i++) {
            String line = next();
            last.put(line.split(":")[0], line);
        }
        last.values().forEach(System.out::println);
    }

    private static String next() throws InterruptedException {
        String line = TOLD.poll(5, TimeUnit.SECONDS);
        return line == null ? "(The board has been told nothing more.)" : line;
    }
}
