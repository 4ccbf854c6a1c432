package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commands of the pages")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are written for a POSIX shell")
class ShellIT {

    /** What cannot be run here: Maven would run in Maven, images come from a registry, and the bench is built later and tests its page. */
    private static final List<String> NOT_RUN = List.of(
            "./lab broker --mine",
            "./lab broker --port 1883",
            "java @jvm.options -cp target/classes mqttlab.broker.Main port=1883 data=/var/lib/broker",
            "./lab bench",
            "./lab bench -b mosquitto,reference -w qos0,qos1 -r 1 -s 1",
            "mvn verify",
            "./lab slides",
            "mvn -pl slides -am package",
            "mvn -pl grading/mutants -am verify -DskipITs -Dtest=MutantsTest",
            "docker run --rm -p 1883:1883 eclipse-mosquitto:2.0 mosquitto -c /mosquitto-no-auth.conf");

    @TempDir
    private Path folder;
    private Path noMaven;
    private final Map<String, ScratchCheckout> checkouts = new HashMap<>();

    @BeforeEach
    void hideMaven() throws IOException {
        noMaven = Files.createDirectories(folder.resolve("programs"));
        Path mvn = Files.writeString(noMaven.resolve("mvn"), """
                #!/bin/sh
                case "$*" in --version) PATH=${PATH#*:} exec mvn --version;; esac
                echo 'Maven in Maven: the tool is not up to date' >&2
                exit 9
                """);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void unlink() throws IOException {
        for (ScratchCheckout each : checkouts.values()) {
            each.unlink();
        }
    }

    @Test
    @DisplayName("are run, but for these few")
    void norun() {
        assertThat(Pages.snippets().filter(each -> each.is("norun")).map(Snippet::text).distinct())
                .containsExactlyInAnyOrderElementsOf(NOT_RUN);
    }

    @TestFactory
    @DisplayName("do and print what the page says")
    Stream<DynamicTest> run() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : Pages.all()) {
            Map<String, List<Command>> watching = new HashMap<>();
            for (Command command : commands(page)) {
                if (!command.snippet().is("broker")) {
                    tests.add(DynamicTest.dynamicTest(command.snippet().where(), () -> run(command)));
                } else {
                    watching.computeIfAbsent(command.snippet().section(), none -> new ArrayList<>()).add(command);
                }
            }
            watching.forEach((section, commands) ->
                    tests.add(DynamicTest.dynamicTest(page + ", " + section, () -> watch(commands))));
        }
        return tests.stream();
    }

    private static List<Command> commands(Page page) {
        List<Snippet> snippets = page.snippets();
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            Snippet snippet = snippets.get(i);
            if (snippet.language().equals("shell") && !snippet.is("norun")) {
                List<Snippet> behind = snippets.subList(i + 1, snippets.size());
                commands.add(new Command(snippet, output(behind), watched(snippet, behind)));
            }
        }
        return commands;
    }

    private static Optional<Output> output(List<Snippet> behind) {
        return behind.stream().findFirst().filter(each -> each.is("output")).map(each -> new Output(each.text()));
    }

    private static Optional<Output> watched(Snippet command, List<Snippet> behind) {
        return behind.stream().filter(each -> each.is("watched") && each.section().equals(command.section())).findFirst()
                .filter(each -> command.is("background")).map(each -> new Output(each.text()));
    }

    private void run(Command command) throws IOException {
        command.requirePrograms();
        try (Terminal terminal = Terminal.run(checkout(command.snippet()).root(), command.snippet().text(), noMaven)) {
            command.requireEnd(terminal);
        }
    }

    private void watch(List<Command> commands) throws IOException {
        commands.forEach(Command::requirePrograms);
        Optional<String> stage = commands.getFirst().snippet().stage();
        try (BrokerToWatch broker = stage.isPresent() ? BrokerToWatch.after(stage.get(), folder) : BrokerToWatch.real()) {
            List<Terminal> background = new ArrayList<>();
            List<Command> beside = commands.stream().filter(each -> each.snippet().is("background")).toList();
            try {
                for (Command command : commands) {
                    Terminal terminal = Terminal.run(checkout(command.snippet()).root(), broker.instead(command.snippet().text()), noMaven);
                    if (beside.contains(command)) {
                        background.add(terminal);
                        broker.awaitSubscribers(background.size());
                        command.requireBeginning(terminal);
                    } else {
                        try (terminal) {
                            command.requireEnd(terminal);
                        }
                    }
                }
                for (int i = 0; i < beside.size(); i++) {
                    beside.get(i).requireWatched(background.get(i));
                }
            } finally {
                background.forEach(Terminal::close);
            }
        }
    }

    /** One for each state of a lab. */
    private ScratchCheckout checkout(Snippet snippet) throws IOException {
        String lab = snippet.lab().orElse("");
        int tasks = snippet.stage().isPresent() ? Math.min(snippet.tasks(), 1) : snippet.tasks();
        String state = "checkout-" + lab.replace(' ', '-') + "-" + tasks;
        if (!checkouts.containsKey(state)) {
            ScratchCheckout checkout = ScratchCheckout.of(ThisCheckout.root(), Files.createDirectory(folder.resolve(state)));
            if (snippet.stage().isPresent()) {
                reach(checkout, Integer.parseInt(snippet.stage().get()), snippet.tasks() > 0);
            } else if (!lab.isEmpty()) {
                checkout.solve(lab, snippet.tasks());
            }
            checkouts.put(state, checkout);
        }
        return checkouts.get(state);
    }

    /** The handout of a stage begins where the stage before has ended, and with its tasks the stage is done. */
    private static void reach(ScratchCheckout checkout, int stage, boolean done) {
        if (done || stage > 0) {
            checkout.reach("%02d".formatted(done ? stage : stage - 1));
        }
    }
}
