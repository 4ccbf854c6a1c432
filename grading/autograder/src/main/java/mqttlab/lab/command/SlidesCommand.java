package mqttlab.lab.command;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.compile.MavenBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "slides", mixinStandardHelpOptions = true,
        description = "Makes the lectures' slides if they are not there yet or older than what they are made of, and opens the page "
                + "that lists them.")
public final class SlidesCommand implements Callable<Integer> {

    private static final List<String> MODULES = List.of("grading/testkit", "grading/suites", "grading/autograder", "labs/contracts",
            "labs/01-publish-subscribe", "solutions/01-publish-subscribe", "solutions/broker", "broker-from-scratch", "slides");
    private static final List<String> OTHER_SOURCES = List.of("slides/decks", "slides/demos", "slides/theme", "slides/recordings.yaml",
            "slides/package-lock.json");

    @ParentCommand
    private Main main;

    @Option(names = "--no-open", description = "Says where the page is, and does not open it.")
    private boolean quietly;

    @Override
    public Integer call() {
        Path root = main.checkout().root();
        Path slides = root.resolve("slides");
        if (!slides.resolve("decks").toFile().isDirectory()) {
            throw new BadInput("there are no slides in this checkout: " + slides.resolve("decks") + " is missing");
        }
        List<Path> sources = Stream.concat(MODULES.stream().map(root::resolve).flatMap(MavenBuild::module),
                OTHER_SOURCES.stream().map(root::resolve)).toList();
        MavenBuild build = new MavenBuild(root, sources, slides.resolve("target/built"));
        if (!build.isUpToDate()) {
            main.err().println("Making the slides, which takes two to three minutes ...");
            main.err().flush();
            build.run("slides");
        }
        URI page = slides.resolve("target/slides/index.html").toUri();
        main.out().println("The slides: " + page);
        main.out().flush();
        if (!quietly) {
            open(page);
        }
        return ExitStatus.GOOD;
    }

    /** Where there is no desktop, whoever runs this opens the page by hand. */
    private static void open(URI page) {
        if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            try {
                Desktop.getDesktop().browse(page);
            } catch (IOException noBrowser) {
                // its address has been printed
            }
        }
    }
}
