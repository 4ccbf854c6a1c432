package mqttlab.testkit.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A check that was not passed, with all that is known about it. Its message is what an IDE shows. */
final class CheckFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final String what;
    private final transient Evidence evidence;
    private final boolean inFreshJvm;

    /** @param inFreshJvm whether nothing else had run in the JVM of the student's code before */
    CheckFailure(Check check, Verdict verdict, String what, Evidence evidence, boolean inFreshJvm, Throwable cause) {
        super(message(check, what, evidence), cause);
        this.verdict = verdict;
        this.what = what;
        this.evidence = evidence;
        this.inFreshJvm = inFreshJvm;
    }

    Verdict verdict() {
        return verdict;
    }

    String what() {
        return what;
    }

    Evidence evidence() {
        return evidence;
    }

    boolean inFreshJvm() {
        return inFreshJvm;
    }

    private static String message(Check check, String what, Evidence evidence) {
        String why = check.clauses().isEmpty() ? check.reason() : "[" + String.join("] [", check.clauses()) + "]";
        String hint = evidence.kind().hintFits() ? "Hint: " + check.hint() : "";
        return Stream.of(Stream.of(what, ""), evidence.frames().stream(), evidence.uncaught().stream(),
                        evidence.history().stream(), Stream.of("", "Why:  " + why),
                        Stream.of(evidence.kind().advice(), hint).filter(each -> !each.isEmpty()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
