package mqttlab.lab.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.ForegroundProgram;
import mqttlab.lab.read.HandoutPage;
import mqttlab.lab.read.PlainText;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.student.Jars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "read", mixinStandardHelpOptions = true, description = {
    "Shows a handout: as a page in the browser, or as text where the output is piped or with --text.",
    "Without a LAB it shows the way through the course."})
public final class ReadCommand implements Runnable {

    private static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-Djava.awt.headless=true");

    @ParentCommand
    private Main main;

    @Parameters(arity = "0..2", paramLabel = "LAB",
            description = "Such as 01, broker 02, or broker for the way through its stages.")
    private List<String> words = List.of();

    @Option(names = "--text", description = "Prints it as plain text.")
    private boolean asText;

    @Override
    public void run() {
        String handout = handout();
        Path root = main.checkout().root();
        Path page = root.resolve("target/lab/handouts")
                .resolve(handout.replaceAll("[/\\\\]", "-").replaceFirst("\\.adoc$", ".html"));
        if (!isUpToDate(page, root.resolve(handout))) {
            try (Progress progress = new Progress(main.err(), "Making a page of " + handout)) {
                progress.show(", which takes some seconds ...");
                render(root.resolve(handout), page);
            }
        }
        if (asText || System.console() == null) {
            main.out().print(PlainText.of(text(page)));
        } else {
            main.out().printf("The handout: %s%n'--text' shows it here.%n", page.toUri());
        }
        main.out().flush();
        if (!asText && System.console() != null) {
            Browser.open(page.toUri());
        }
    }

    /** Its path in the checkout. */
    private String handout() {
        if (words.isEmpty()) {
            return "labs/README.adoc";
        }
        List<LabDefinition> found = main.checkout().named(String.join(" ", words));
        return words.size() == 1 && found.size() != 1 ? found.getFirst().track().readme() : found.getFirst().handout();
    }

    /** Newer than the handout, and than the tool that makes it. */
    private static boolean isUpToDate(Path page, Path handout) {
        try {
            return Files.exists(page) && Stream.of(handout, Jars.of(Main.class)).allMatch(each -> isOlder(each, page));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean isOlder(Path file, Path page) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(page)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void render(Path handout, Path page) {
        List<String> command = new ArrayList<>(ForegroundProgram.java(QUICK_TO_START));
        command.addAll(List.of("-cp", classPath(), HandoutPage.class.getName(), handout.toString(), page.toString()));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new InfrastructureException("cannot make a page of " + handout + ": "
                        + said.lines().findFirst().orElse("Asciidoctor says nothing"));
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot make a page of " + handout + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while making a page of " + handout, e);
        }
    }

    /** Asciidoctor's jars have a folder of their own beside the tool's; in tests they are on the class path. */
    private static String classPath() {
        Path tool = Jars.of(Main.class);
        Path asciidoctor = tool.resolveSibling("asciidoctor");
        return Files.isDirectory(asciidoctor)
                ? tool + File.pathSeparator + asciidoctor + File.separator + "*"
                : System.getProperty("java.class.path");
    }

    private static String text(Path page) {
        try {
            return Files.readString(page, UTF_8);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + page + ": " + e.getMessage(), e);
        }
    }
}
