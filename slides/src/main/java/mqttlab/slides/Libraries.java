package mqttlab.slides;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * What shows a deck in a browser: reveal.js, the highlighter, the fonts. npm brings them; without npm, decks take them from the
 * network when they are shown, and the build says so.
 */
final class Libraries {

    private static final List<String> NAMES = List.of("reveal.js/dist", "reveal.js/plugin", "@highlightjs/cdn-assets",
            "@fontsource/atkinson-hyperlegible", "@fontsource/jetbrains-mono");
    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Libraries() {
    }

    static void bring(Path slides, Path prepared, Path libraries) throws IOException {
        Path attributes = prepared.resolve("libraries.adoc");
        if (!npmIsHere()) {
            System.err.println("slides: there is no npm here, so that the decks will need the network when they are shown.");
            Files.writeString(attributes, "");
            return;
        }
        Path work = Files.createDirectories(prepared.resolve("npm"));
        install(slides, work);
        for (String name : NAMES) {
            copy(work.resolve("node_modules").resolve(name), libraries.resolve(name));
        }
        Files.writeString(attributes, """
                :revealjsdir: ../lib/reveal.js
                :highlightjsdir: ../lib/@highlightjs/cdn-assets
                :highlightjs-theme: ../lib/@highlightjs/cdn-assets/styles/a11y-light.min.css
                """);
    }

    private static boolean npmIsHere() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, npm())));
    }

    private static String npm() {
        return WINDOWS ? "npm.cmd" : "npm";
    }

    /** Once: the lock file that was installed is kept beside it. */
    private static void install(Path slides, Path work) throws IOException {
        Path wanted = slides.resolve("package-lock.json");
        Path installed = work.resolve("installed.json");
        if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
            return;
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.deleteIfExists(work.resolve(file));
            Files.copy(slides.resolve(file), work.resolve(file));
        }
        Process npm = new ProcessBuilder(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund").directory(work.toFile())
                .redirectErrorStream(true).start();
        npm.getOutputStream().close();
        String said = new String(npm.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (npm.waitFor() != 0) {
                throw new InfrastructureException("npm cannot bring reveal.js. Is there a network? It said:\n" + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while npm was at work", e);
        }
        Files.copy(wanted, installed);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
