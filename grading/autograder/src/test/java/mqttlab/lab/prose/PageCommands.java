package mqttlab.lab.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.proofs.junit.DynamicProof;
import mqttlab.proofs.junit.TestKey;
import org.junit.jupiter.api.DynamicTest;

/** Runs the commands of a page, in checkouts and with brokers of its own. */
final class PageCommands {

    /** What commands can see of a checkout, besides the tool. Of pages they print the one that they stand on at most. */
    private static final List<String> SEEN = List.of("lab", "pom.xml", "labs", "solutions", "broker-from-scratch", "slides/demos",
            "grading/mutants", "grading/sample-class", ":!*.adoc");

    private final Page page;
    private final Map<String, ScratchCheckout> checkouts = new HashMap<>();
    private Path folder;
    private Path noMaven;

    PageCommands(Page page) {
        this.page = page;
    }

    static boolean isRun(Snippet snippet) {
        return snippet.language().equals("shell") && !snippet.is("norun");
    }

    Stream<DynamicTest> tests(Path folder) throws IOException {
        this.folder = folder;
        noMaven = hideMaven();
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, List<Command>> watching = new LinkedHashMap<>();
        for (Command command : commands()) {
            if (!command.snippet().is("broker")) {
                tests.add(DynamicTest.dynamicTest(command.snippet().where(), () -> run(command)));
            } else {
                watching.computeIfAbsent(command.snippet().section(), none -> new ArrayList<>()).add(command);
            }
        }
        watching.forEach((section, commands) -> tests.add(DynamicTest.dynamicTest(page + ", " + section, () -> watch(commands))));
        return DynamicProof.of("pages' commands", page.name(),
                TestKey.of("commands of a page", page.name(), SEEN, Files.readString(page.file())), tests);
    }

    void unlink() throws IOException {
        for (ScratchCheckout each : checkouts.values()) {
            each.unlink();
        }
    }

    private Path hideMaven() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path mvn = Files.writeString(programs.resolve("mvn"), """
                #!/bin/sh
                case "$*" in --version) PATH=${PATH#*:} exec mvn --version;; esac
                echo 'Maven in Maven: the tool is not up to date' >&2
                exit 9
                """);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs;
    }

    private List<Command> commands() {
        List<Snippet> snippets = page.snippets();
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            Snippet snippet = snippets.get(i);
            if (isRun(snippet)) {
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
                    Terminal terminal = Terminal.run(checkout(command.snippet()).root(),
                            broker.instead(command.snippet().text()), noMaven);
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
                reach(checkout, snippet.stage().get(), snippet.tasks() > 0);
            } else if (!lab.isEmpty()) {
                checkout.solve(lab, snippet.tasks());
            }
            checkouts.put(state, checkout);
        }
        return checkouts.get(state);
    }

    /** The handout of a stage begins where the stage before has ended, and with its tasks the stage is done. */
    private static void reach(ScratchCheckout checkout, String stage, boolean done) {
        List<String> stages = Checkout.at(ThisCheckout.root()).stages().stream().map(LabDefinition::number).toList();
        int reached = stages.indexOf(stage) - (done ? 0 : 1);
        if (reached >= 0) {
            checkout.reach(stages.get(reached));
        }
    }
}
