package mqttlab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.BadInput;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.WithOurs;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;

/**
 * Results as a program reads them. The fields are described in {@code grading/autograder/README.adoc}.
 *
 * @param points what was earned in all labs together
 */
public record JsonReport(int points, int total, List<Lab> labs) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public record Lab(String lab, String title, String broker, long seed, int points, int total, boolean compiled,
            List<Problem> problems, List<Entry> checks, @JsonInclude(JsonInclude.Include.NON_NULL) Both withOurs) {

        static Lab of(LabResult result) {
            return new Lab(result.lab().name(), result.lab().title(), result.broker(), result.seed(), result.points(),
                    result.total(), result.problems().stream().noneMatch(each -> each.kind() == Problem.Kind.ERROR),
                    result.problems(), result.results().stream().map(Entry::of).toList(),
                    result.withOurs().map(Both::of).orElse(null));
        }
    }

    /** Checks that were run on a student's own broker, and again on the course's with a class of the student's in it. */
    public record Both(int ownPoints, int ownTotal, List<Entry> ownChecks, int points, int total, List<Entry> checks) {

        static Both of(WithOurs both) {
            return new Both(WithOurs.points(both.own()), WithOurs.total(both.own()), both.own().stream().map(Entry::of).toList(),
                    WithOurs.points(both.ours()), WithOurs.total(both.ours()), both.ours().stream().map(Entry::of).toList());
        }
    }

    public record Entry(String id, String suite, String title, String verdict, int points, int of, String message,
            List<String> clauses, String reason, String hint, String advice, List<String> dependsOn, long milliseconds,
            Evidence evidence) {

        static Entry of(CheckResult result) {
            Check check = result.check();
            return new Entry(check.id(), check.suite(), check.title(), result.verdict().toString(), result.points(),
                    check.points(), result.message(), check.clauses(), check.reason(), check.hint(), result.advice(),
                    check.dependsOn(),
                    result.took().toMillis(), result.evidence());
        }
    }

    public static JsonReport of(List<LabResult> results) {
        return new JsonReport(results.stream().mapToInt(LabResult::points).sum(),
                results.stream().mapToInt(LabResult::total).sum(), results.stream().map(Lab::of).toList());
    }

    public void write(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new BadInput("cannot write the result to " + file + ": " + e.getMessage());
        }
    }

    public static JsonReport read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), JsonReport.class);
    }
}
