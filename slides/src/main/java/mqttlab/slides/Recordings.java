package mqttlab.slides;

import static mqttlab.testkit.tap.Events.fromBroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mqttlab.lab.BadInput;
import mqttlab.lab.demo.Language;
import mqttlab.lab.demo.SpokenWords;
import mqttlab.proofs.GitFiles;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.DiagramWords;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracePlantUml;
import mqttlab.testkit.tap.TracedPacket;

/**
 * Runs what {@code slides/recordings.yaml} lists, against a broker of the kind that the tests take. Of each recording there is
 * then NAME.txt, what was typed and printed, and, in a folder for each language, NAME.puml, the packets that went through the tap.
 *
 * <p>In a command, {@code {uri}} stands for the broker's address, {@code {host} {port}} for its parts, {@code {at}} for the options
 * of Mosquitto's programs that say it, {@code {free}} for those with which a Mosquitto takes a free port, {@code {python}} for a
 * Python that has Paho, {@code {language}} for each language in turn, and {@code {folder}} for a folder that has the recording's
 * name; what is run in each language lies in the language's folder. The slides show the address that a
 * broker usually has.
 *
 * @param forced the kind of broker that there must be; then everything else that is shown must be there, too
 */
record Recordings(Path checkout, List<Recording> list, Optional<String> forced) {

    private static final int MOST_PACKETS = 9;
    /** The checks mostly wait. */
    private static final int AT_A_TIME = 2;
    /** What they show, besides the course tool. */
    private static final List<String> SHOWN = List.of("labs", "solutions", "broker-from-scratch", "grading/mutants",
            "slides/recordings.yaml", "slides/demos", "slides/python", "slides/mosquitto", ":!*.adoc");

    static Recordings of(Path checkout) {
        return new Recordings(checkout, Recording.read(checkout.resolve("slides/recordings.yaml")),
                Optional.ofNullable(System.getenv("LAB_BROKER")));
    }

    /** Not while they would be the same. */
    void writeIfChanged(Path folder) throws IOException {
        Stamp stamp = new Stamp(folder.resolve("made"));
        Optional<Key> key = key();
        if (key.isEmpty() || !stamp.says(key.get())) {
            stamp.withdraw();
            write(folder);
            if (key.isPresent()) {
                stamp.say(key.get());
            }
        }
    }

    /** Empty when git cannot say which files there are. */
    private Optional<Key> key() {
        try {
            return Optional.of(new Parts("recordings").classPath("tool", System.getProperty("java.class.path")).machine()
                    .files("checkout", checkout, GitFiles.of(checkout, SHOWN)).key());
        } catch (IOException e) {
            System.out.println("slides: all recordings are made anew: " + e.getMessage());
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Brokers brokers = Brokers.named(forced.orElse("auto"))) {
            String broker = brokers.shared().description();
            System.out.println("slides: recording with " + broker);
            try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
                List<Future<?>> all = new ArrayList<>();
                for (Recording recording : list) {
                    all.add(threads.submit(() -> {
                        write(recording, folder, brokers);
                        return null;
                    }));
                }
                awaitAll(all);
            }
            Files.writeString(folder.resolve("run.adoc"), ":recorded-broker: %s%n:recorded-date: %s%n".formatted(
                    withoutPath(broker), LocalDate.now()));
        }
    }

    private static void awaitAll(List<Future<?>> all) throws IOException {
        try {
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while recording", e);
        } catch (ExecutionException e) {
            all.forEach(each -> each.cancel(true));
            switch (e.getCause()) {
                case InfrastructureException known -> throw known;
                case BadInput known -> throw known;
                case IOException known -> throw known;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** With a broker of its own: what one recording publishes is not for the subscribers of another. */
    private void write(Recording recording, Path folder, Brokers brokers) throws IOException {
        if (recording.mosquitto() && brokers.areEmbedded()) {
            writeNothing("Mosquitto", folder, recording);
            return;
        }
        for (Recording spoken : recording.inItsLanguages()) {
            record(spoken, folder, brokers);
        }
    }

    private void record(Recording recording, Path folder, Brokers brokers) throws IOException {
        try (Broker broker = brokers.own(BrokerSettings.anonymous());
                Tap tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()))) {
            String text = play(recording, folder.resolve(recording.name()), brokers.kind(), tap);
            Files.writeString(folder.resolve(recording.name() + ".txt"), text);
            draw(tap.trace().events().stream().filter(TracedPacket.class::isInstance).toList(), folder, recording);
        } catch (Program.NotInstalled missing) {
            if (forced.isPresent()) {
                throw new InfrastructureException(missing.getMessage() + " is not installed, and the slides show what it prints");
            }
            writeNothing(missing.getMessage(), folder, recording);
        }
    }

    /** The packets as a whole, and in parts that fit a slide: NAME-1.puml and so on. Demos draw their own. */
    private void draw(List<TraceEvent> packets, Path folder, Recording recording) throws IOException {
        for (Language language : packets.isEmpty() ? new Language[0] : Language.values()) {
            Path spoken = Files.createDirectories(folder.resolve(language.word()));
            DiagramWords words = SpokenWords.of(checkout, language);
            Files.writeString(spoken.resolve(recording.name() + ".puml"), TracePlantUml.of(packets, List.of(), words));
            for (int part = 0; part * MOST_PACKETS < packets.size(); part++) {
                Files.writeString(spoken.resolve("%s-%d.puml".formatted(recording.name(), part + 1)), TracePlantUml.of(
                        packets.subList(part * MOST_PACKETS, Math.min(packets.size(), (part + 1) * MOST_PACKETS)),
                        List.of(), words));
            }
        }
    }

    /** Decks include these, whatever the machine has that makes them. */
    private static void writeNothing(String missing, Path folder, Recording recording) throws IOException {
        for (Language language : Language.values()) {
            String why = switch (language) {
                case EN -> "(not recorded: there was no %s where these slides were made)";
                case ES -> "(sin grabar: no había %s donde se hicieron estas diapositivas)";
            };
            Path spoken = Files.createDirectories(folder.resolve(language.word()));
            for (String part : List.of("", "-1", "-2", "-3")) {
                Files.writeString(spoken.resolve(recording.name() + part + ".puml"),
                        "@startuml%nparticipant \"%s\"%n@enduml%n".formatted(why.formatted(missing)));
            }
        }
        Files.writeString(folder.resolve(recording.name() + ".txt"),
                "(not recorded: there was no " + missing + " where these slides were made)\n");
    }

    /** In the order in which it was typed: what listens stands first, with a blank line behind it, and then what was run. */
    private String play(Recording recording, Path folder, String kind, Tap tap) throws Program.NotInstalled, IOException {
        Path home = recording.mutant().isEmpty() ? checkout : Mistake.checkout(checkout, recording.mutant(), folder);
        List<Program> listening = new ArrayList<>();
        StringBuilder heard = new StringBuilder();
        StringBuilder ran = new StringBuilder();
        try {
            for (String command : recording.listen()) {
                listening.add(Program.start(checkout, kind, filledIn(command, folder, tap)));
                tap.trace().await(listening.size(), fromBroker(PacketType.SUBACK));
            }
            for (String command : recording.run()) {
                Program program = Program.start(checkout, home, kind, filledIn(command, folder, tap), recording.until());
                ran.append(typed(command)).append(program.output(recording.status()));
            }
            for (int i = 0; i < listening.size(); i++) {
                heard.append(typed(recording.listen().get(i))).append(listening.get(i).output(0)).append('\n');
            }
        } finally {
            listening.forEach(Program::end);
        }
        return heard.append(ran).toString();
    }

    private static String typed(String command) {
        return "$ " + shown(command) + "\n";
    }

    private static String filledIn(String command, Path folder, Tap tap) throws Program.NotInstalled {
        String host = tap.address().getHostString();
        String port = Integer.toString(tap.address().getPort());
        String filled = command.replace("{uri}", tap.uri()).replace("{folder}", folder.toString())
                .replace("{at}", "-h " + host + " -p " + port).replace("{host}", host).replace("{port}", port);
        filled = filled.contains("{free}") ? filled.replace("{free}", "-p " + freePort()) : filled;
        return filled.contains("{python}") ? filled.replace("{python}", Program.pythonWithPaho()) : filled;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(String command) {
        return command.replace("{uri}", "tcp://localhost:1883").replace("{host} {port}", "localhost 1883").replace(" {at}", "")
                .replace(" {free}", "").replace("{python}", "python3").replaceAll(" --record \\{folder}", "");
    }

    /** A program's place on the machine that made the slides says nothing to a hall. */
    static String withoutPath(String description) {
        return description.replaceAll(" /[^ )]*", "");
    }
}
