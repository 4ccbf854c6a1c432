package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A terminal of 80 x 24, made with the program {@code script} of Linux, and somebody who presses Enter whenever asked to. */
record TerminalOf24(Path launcher, Path folder) {

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[\\d;]*m");
    /** Behind each question. */
    private static final String LEAVE = ") ";

    /** What was shown from one Enter to the next; the launcher ends well. */
    List<String> pages(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux"),
                "there is no program 'script' here");
        String command = "stty rows 24 cols 80; '%s' %s".formatted(launcher, String.join(" ", arguments));
        Process process = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null").directory(folder.toFile())
                .redirectErrorStream(true).start();
        try {
            List<String> pages = pages(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8),
                    process.getOutputStream());
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(String.join("", pages)).isZero();
            return pages;
        } finally {
            process.destroy();
        }
    }

    private static List<String> pages(Reader screen, OutputStream keys) throws IOException {
        List<String> pages = new ArrayList<>();
        StringBuilder page = new StringBuilder();
        for (int c = screen.read(); c >= 0; c = screen.read()) {
            page.append((char) c);
            if (page.toString().endsWith(LEAVE) && page.substring(page.lastIndexOf("\n") + 1).matches("(?s).*(Enter|Intro).*")) {
                pages.add(COLOURS.matcher(page).replaceAll(""));
                page.setLength(0);
                keys.write('\n');
                keys.flush();
                skipEcho(screen);
            }
        }
        pages.add(COLOURS.matcher(page).replaceAll(""));
        return pages;
    }

    /** The Enter ends the line of the question. */
    private static void skipEcho(Reader screen) throws IOException {
        for (int c = screen.read(); c >= 0 && c != '\n'; c = screen.read()) {
            // It is a carriage return.
        }
    }
}
