package mqttlab.lab.grading;

import java.util.List;
import mqttlab.lab.compile.Problem;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/** The one thing that an instructor should know of a result besides its points; empty when the points say it all. */
public final class Note {

    private Note() {
    }

    public static String of(LabResult result) {
        if (!result.isConclusive()) {
            return first(result, Verdict.INFRASTRUCTURE_ERROR);
        }
        List<Problem> errors = result.problems().stream().filter(each -> each.kind() == Problem.Kind.ERROR).toList();
        if (!errors.isEmpty()) {
            return "does not compile" + place(errors.getFirst());
        }
        if (result.count(Verdict.NOT_RUN) == result.results().size()) {
            return result.results().getFirst().message();
        }
        String stopped = first(result, Verdict.CRASHED);
        return stopped.isEmpty() ? first(result, Verdict.TIMED_OUT) : stopped;
    }

    private static String place(Problem error) {
        String file = error.file().substring(error.file().lastIndexOf('/') + 1);
        return file.isEmpty() ? ": " + error.message().lines().findFirst().orElse("")
                : " (" + file + (error.line() == 0 ? "" : ":" + error.line()) + ")";
    }

    private static String first(LabResult result, Verdict verdict) {
        return result.results().stream()
                .filter(each -> each.verdict() == verdict)
                .findFirst()
                .map(each -> verdict + ": " + what(each))
                .orElse("");
    }

    /** An exception that nobody caught says more than what the check was waiting for meanwhile. */
    private static String what(CheckResult result) {
        List<String> uncaught = result.evidence().uncaught();
        return uncaught.isEmpty()
                ? result.message().lines().findFirst().orElse("") + place(result.evidence().frames())
                : uncaught.getFirst() + place(uncaught.subList(1, uncaught.size()));
    }

    /** The first line that names a source file; others are about threads. */
    private static String place(List<String> frames) {
        return frames.stream()
                .map(frame -> frame.strip().replaceFirst("^at ", ""))
                .filter(frame -> frame.matches("\\S+\\.java:\\d+ .*"))
                .findFirst()
                .map(frame -> " (" + frame + ")")
                .orElse("");
    }
}
