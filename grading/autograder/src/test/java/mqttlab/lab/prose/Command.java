package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A shell block of a page, and what the page says that it prints.
 *
 * @param output  what stands right behind it: all that it prints; of a command that runs on, what it prints at once
 * @param watched what a command that runs on has printed in the end
 */
record Command(Snippet snippet, Optional<Output> output, Optional<Output> watched) {

    /** They stand behind pipes, too. */
    private static final Pattern NOT_EVERYWHERE = Pattern.compile("(?<![\\w./-])(?:nc|xxd|mosquitto_[ps]ub)(?![\\w./-])");

    /** Those that a machine may lack. */
    private String missingPrograms() {
        // Perhaps in parentheses, with what follows it.
        Stream<String> first = Stream.of(snippet.text().replaceFirst("^\\(", "").split("\\s", 2)[0])
                .filter(each -> !each.startsWith("./"));
        return Stream.concat(first, NOT_EVERYWHERE.matcher(snippet.text()).results().map(MatchResult::group))
                .filter(each -> !Terminal.has(each)).distinct().collect(Collectors.joining(", "));
    }

    void requireEnd(Terminal terminal) {
        String printed = terminal.awaitEnd();
        assertThat(terminal.status()).as("exit status of %s, which printed:%n%s", snippet.text(), printed)
                .isEqualTo(snippet.status());
        output.ifPresent(expected -> require(expected, printed));
    }

    /** Of a command that goes on until somebody ends it: what comes next on the page is typed when this is there. */
    void requireBeginning(Terminal terminal) {
        output.ifPresent(expected -> require(expected, terminal.await(expected)));
    }

    /** For a command that goes on until somebody ends it. */
    void requireWatched(Terminal terminal) {
        watched.ifPresent(expected -> require(expected, terminal.await(expected)));
    }

    private void require(Output expected, String printed) {
        if (!expected.matches(printed)) {
            throw new AssertionError("%s%nprints%n%s%nand the page says%n%s"
                    .formatted(snippet.where(), printed, expected.text()));
        }
    }

    void requirePrograms() {
        snippet.requireItsBroker();
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
