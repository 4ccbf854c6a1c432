package mqttlab.lab.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.WithOurs;
import mqttlab.lab.journal.Journal.Origin;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;

/**
 * A lab's result as it is kept: it comes back as it was, to the last character, and to the nanosecond. Of the checks only the ids
 * are kept, as they are those of the course.
 *
 * @param origin what it was made of; null in a {@link Part}, whose results are not looked up by it
 * @param own  null, as is {@code ours}, where the checks were run only once: see {@link WithOurs}
 */
record Kept(Origin origin, String broker, String because, long seed, List<Problem> problems, List<Entry> results, List<Entry> own,
        List<Entry> ours) {

    /** In ASCII, so that half a surrogate pair survives, which a student's code may print. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    record Entry(String id, Verdict verdict, String message, Evidence evidence, long nanoseconds) {

        static Entry of(CheckResult result) {
            return new Entry(result.check().id(), result.verdict(), result.message(), result.evidence(), result.took().toNanos());
        }

        CheckResult result(Map<String, Check> checks) {
            return new CheckResult(Optional.ofNullable(checks.get(id)).orElseThrow(), verdict, message, evidence,
                    Duration.ofNanos(nanoseconds));
        }
    }

    static Kept of(Origin origin, LabResult result) {
        return new Kept(origin, result.broker(), result.because(), result.seed(), result.problems(),
                entries(result.results()),
                result.withOurs().map(both -> entries(both.own())).orElse(null),
                result.withOurs().map(both -> entries(both.ours())).orElse(null));
    }

    byte[] json() {
        try {
            return JSON.writeValueAsString(this).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers", e);
        }
    }

    /** Empty if it is not what this course keeps: then it is graded again. */
    static Optional<LabResult> read(byte[] json, Checklist checklist) {
        try {
            return Optional.of(JSON.readValue(json, Kept.class).result(checklist));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Empty if another version of the tool has kept it. */
    static Optional<Origin> origin(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Kept.class).origin());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    LabResult result(Checklist checklist) {
        Map<String, Check> checks = checklist.checks().stream().collect(Collectors.toMap(Check::id, Function.identity()));
        Optional<WithOurs> both = own == null ? Optional.empty()
                : Optional.of(new WithOurs(checklist.lab().manifest().yours().orElseThrow(), results(own, checks),
                        results(ours, checks)));
        return new LabResult(checklist.lab(), broker, because, seed, problems, results(results, checks), both);
    }

    private static List<Entry> entries(List<CheckResult> results) {
        return results.stream().map(Entry::of).toList();
    }

    private static List<CheckResult> results(List<Entry> entries, Map<String, Check> checks) {
        return entries.stream().map(each -> each.result(checks)).toList();
    }
}
