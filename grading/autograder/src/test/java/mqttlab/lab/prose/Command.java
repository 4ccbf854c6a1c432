package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A shell block of a page, and what the page says that it prints. */
record Command(Snippet snippet, Optional<Output> output) {

    /** They stand behind pipes, too. */
    private static final Pattern NOT_EVERYWHERE = Pattern.compile("(?<![\\w./-])(?:nc|xxd|mosquitto_[ps]ub)(?![\\w./-])");

    /** Those that a machine may lack. */
    private String missingPrograms() {
        Stream<String> first = Stream.of(snippet.text().split("\\s", 2)[0]).filter(each -> !each.startsWith("./"));
        return Stream.concat(first, NOT_EVERYWHERE.matcher(snippet.text()).results().map(MatchResult::group))
                .filter(each -> !Terminal.has(each)).distinct().collect(Collectors.joining(", "));
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

    void requirePrograms() {
        String missing = missingPrograms();
        if (!missing.isEmpty()) {
            String message = "not run: no " + missing + " on this machine";
            if (Terminal.mayLackPrograms()) {
                throw new TestAbortedException(message);
            }
            throw new AssertionError(message);
        }
    }
}
