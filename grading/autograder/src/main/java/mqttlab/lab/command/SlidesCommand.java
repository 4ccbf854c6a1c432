package mqttlab.lab.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.MavenBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "slides", mixinStandardHelpOptions = true,
        description = "Makes the lectures' slides if they are not there yet or older than what they are made of, and opens the page "
                + "that lists them.")
public final class SlidesCommand implements Callable<Integer> {

    private static final List<String> MODULES = List.of("grading/testkit", "grading/suites", "grading/autograder", "labs/contracts",
            "slides");
    private static final List<String> OTHER_SOURCES = List.of("slides/decks", "slides/demos", "slides/theme", "slides/recordings.yaml",
            "slides/package-lock.json");

    @ParentCommand
    private Main main;

    @Option(names = "--no-open", description = "Says where the page is, and does not open it.")
    private boolean quietly;

    @Override
    public Integer call() {
        Checkout checkout = main.checkout();
        Path root = checkout.root();
        Path slides = root.resolve("slides");
        if (!slides.resolve("decks").toFile().isDirectory()) {
            throw new BadInput("there are no slides in this checkout: " + slides.resolve("decks") + " is missing");
        }
        Stream<Path> labs = checkout.labs().stream().flatMap(each -> Stream.of(each.folder(), each.solution()));
        Stream<Path> stages = Stream.concat(checkout.stages().stream().map(LabDefinition::folder).limit(1),
                Stream.of(checkout.referenceBroker()));
        Stream<Path> modules = Stream.of(MODULES.stream().map(root::resolve), labs, stages).flatMap(each -> each);
        List<Path> sources = Stream.concat(modules.flatMap(MavenBuild::module), OTHER_SOURCES.stream().map(root::resolve)).toList();
        MavenBuild build = new MavenBuild(root, sources, slides.resolve("target/built"));
        if (!build.isUpToDate()) {
            main.err().println("Making the slides, which takes five to eight minutes ...");
            main.err().flush();
            build.run("slides");
        }
        URI page = slides.resolve("target/slides/index.html").toUri();
        main.out().println("The slides: " + page);
        main.out().flush();
        if (!quietly) {
            Browser.open(page);
        }
        return ExitStatus.GOOD;
    }
}
