package mqttlab.lab.grading;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/** The one thing that an instructor should know of a result besides its points; empty when the points say it all. */
public final class Note {

    private static final String PLACE = "\\S+\\.java:\\d+ .*";

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
        List<String> frames = result.evidence().frames();
        return uncaught.isEmpty()
                ? result.message().lines().findFirst().orElse("")
                        + (result.verdict() == Verdict.TIMED_OUT ? entrance(frames) : place(frames))
                : uncaught.getFirst() + place(uncaught.subList(1, uncaught.size()));
    }

    /** The first line that names a source file; others are about threads. */
    private static String place(List<String> frames) {
        return places(frames).findFirst().map(frame -> " (" + frame + ")").orElse("");
    }

    /**
     * Where the code was entered: the line on which an endless loop was seen is another one each time, and gradebooks are
     * compared.
     */
    private static String entrance(List<String> frames) {
        return places(frames).reduce((inner, outer) -> outer)
                .map(frame -> " (" + frame.replaceFirst(":\\d+ ", " ") + ")").orElse("");
    }

    /** Of the first thread. */
    private static Stream<String> places(List<String> frames) {
        return frames.stream()
                .map(frame -> frame.strip().replaceFirst("^at ", ""))
                .dropWhile(frame -> !frame.matches(PLACE))
                .takeWhile(frame -> frame.matches(PLACE));
    }
}
