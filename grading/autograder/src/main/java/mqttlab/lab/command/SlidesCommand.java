package mqttlab.lab.command;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.JavaProgram;
import mqttlab.lab.compile.MavenBuild;
import mqttlab.testkit.InfrastructureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "slides", mixinStandardHelpOptions = true,
        description = {"Makes the lectures' slides if they are not there yet or older than what they are made of, and opens the "
                + "page that lists them.", "With --watch it opens one deck, and shows what you change in it."})
public final class SlidesCommand implements Callable<Integer> {

    private static final List<String> MODULES =
            List.of("grading/testkit", "grading/suites", "grading/autograder", "labs/contracts", "slides");
    private static final List<String> OTHER_SOURCES =
            List.of("slides/demos", "slides/recordings.yaml", "slides/package-lock.json");
    /** What a watch reads itself. */
    private static final List<String> DECKS = List.of("slides/decks", "slides/theme", "slides/python", "slides/mosquitto");

    /** In a folder of its own, since decks are made again after a watch, and a watch needs no other decks. */
    private static final String CLASS_PATH = "target/watch/class-path";

    /** JRuby does what newer JVMs warn of. */
    private static final List<String> OPTIONS = Stream.concat(
            Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
            Stream.of("--sun-misc-unsafe-memory-access=allow").filter(option -> Runtime.version().feature() >= 23)).toList();

    @ParentCommand
    private Main main;

    @Option(names = "--no-open", description = "Says where the page is, and does not open it.")
    private boolean quietly;

    @Option(names = "--watch", paramLabel = "DECK", description = {
        "Opens this deck, and the page shows each change of its text, its diagrams or the style within seconds, until Ctrl-C.",
        "Such as 01 or 01-publish-subscribe for all its languages, en/01 or slides/decks/en/01-publish-subscribe.adoc for one.",
        "What it takes from code, recordings and demos stays as it is, and so do the PDFs, until the next 'lab slides'."})
    private String watched;

    @Option(names = "--single", paramLabel = "DECK", description = {
        "Writes this deck to the folder --out, each language as one file with everything in it.",
        "It needs neither a network nor other files, and fits on a USB stick."})
    private String single;

    @Option(names = "--out", paramLabel = "DIR", description = "Where --single writes to (default: the current folder).")
    private Path out;

    @Override
    public Integer call() {
        if (watched != null && single != null || out != null && single == null) {
            throw new BadInput("--single DECK --out DIR writes a deck, and --watch DECK shows one: use either");
        }
        Checkout checkout = main.checkout();
        Path root = checkout.root();
        Path slides = root.resolve("slides");
        if (!slides.resolve("decks").toFile().isDirectory()) {
            throw new BadInput("there are no slides in this checkout: " + slides.resolve("decks") + " is missing");
        }
        List<String> decks = Stream.of(watched, single).filter(Objects::nonNull)
                .flatMap(deck -> DeckNames.in(slides.resolve("decks")).named(deck).stream()).toList();
        MavenBuild build = build(checkout, slides);
        if (!build.isUpToDate()) {
            main.err().println("Making the slides, which takes five to eight minutes ...");
            main.err().flush();
            build.run("slides");
        }
        if (watched != null) {
            main.err().println("Getting ready to convert " + String.join(" and ", decks) + ", which takes some seconds ...");
            main.err().flush();
            return run(slides, "Watch", List.of(root.toString(), String.valueOf(!quietly)), decks);
        }
        if (single != null) {
            Path folder = Optional.ofNullable(out).orElse(Path.of("")).toAbsolutePath();
            return run(slides, "SingleFile", List.of(slides.resolve("target/slides").toString(), folder.toString()), decks);
        }
        return list(slides);
    }

    private MavenBuild build(Checkout checkout, Path slides) {
        Path root = checkout.root();
        Stream<Path> labs = checkout.labs().stream().flatMap(each -> Stream.of(each.folder(), each.solution()));
        Stream<Path> stages = Stream.concat(checkout.stages().stream().map(LabDefinition::folder).limit(1),
                Stream.of(checkout.referenceBroker()));
        Stream<Path> modules = Stream.of(MODULES.stream().map(root::resolve), labs, stages).flatMap(each -> each);
        Stream<String> others = Stream.of(OTHER_SOURCES, watched == null ? DECKS : List.<String>of()).flatMap(List::stream);
        List<Path> sources = Stream.concat(modules.flatMap(MavenBuild::module), others.map(root::resolve)).toList();
        return new MavenBuild(root, sources, slides.resolve(watched == null ? "target/built" : CLASS_PATH));
    }

    private int list(Path slides) {
        URI page = slides.resolve("target/slides/index.html").toUri();
        main.out().println("The slides: " + page);
        main.out().flush();
        if (!quietly) {
            Browser.open(page);
        }
        return ExitStatus.GOOD;
    }

    /** Asciidoctor and its Ruby, and whatever draws diagrams, are not of this JVM: the build has left a list of the jars. */
    private static int run(Path slides, String program, List<String> settings, List<String> decks) {
        List<Path> libraries;
        try {
            libraries = Stream.of(Files.readString(slides.resolve(CLASS_PATH)).split(File.pathSeparator))
                    .map(Path::of).toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + e.getMessage() + ", which the build of the slides leaves", e);
        }
        libraries.stream().filter(Files::notExists).findFirst().ifPresent(gone -> {
            throw new InfrastructureException(gone + " is gone, with which the slides were built; delete "
                    + slides.resolve("target") + ", and run the same command again");
        });
        return new JavaProgram(slides.resolve("target/classes"), OPTIONS, libraries, "mqttlab.slides." + program)
                .run(Stream.concat(settings.stream(), decks.stream()).toList());
    }
}
