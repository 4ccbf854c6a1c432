package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A shell block of a page, and what the page says that it prints. */
record Command(Snippet snippet, Optional<Output> output) {

    String program() {
        return snippet.text().split("\\s", 2)[0];
    }

    void requireEnd(Terminal terminal) {
        String printed = terminal.awaitEnd();
        assertThat(terminal.status()).as("exit status of %s, which printed:%n%s", snippet.text(), printed).isEqualTo(snippet.status());
        requireOutput(printed);
    }

    /** For a command that goes on until somebody ends it. */
    void requireOutput(Terminal terminal) {
        output.ifPresent(expected -> requireOutput(terminal.await(expected)));
    }

    private void requireOutput(String printed) {
        output.filter(expected -> !expected.matches(printed)).ifPresent(expected -> {
            throw new AssertionError("%s%nprints%n%s%nand the page says%n%s".formatted(snippet.where(), printed, expected.text()));
        });
    }

    static void requirePrograms(String missing) {
        if (!missing.isEmpty()) {
            String message = "not run: no " + missing + " on this machine";
            if (Terminal.mayLackPrograms()) {
                throw new TestAbortedException(message);
            }
            throw new AssertionError(message);
        }
    }
}
