package mqttlab.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.grading.StudentResult;

/**
 * One student's results as a program reads them: the fields of {@link JsonReport}, and those that grading a class adds.
 *
 * @param points  null where they are not known, because something that the course needs was missing
 * @param ignored files of the submission that were not taken
 */
public record StudentReport(String student, boolean conclusive, Integer points, int total, List<JsonReport.Lab> labs,
        List<String> ignored) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public static StudentReport read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), StudentReport.class);
    }

    public static StudentReport of(StudentResult result) {
        return new StudentReport(result.student(), result.isConclusive(), result.isConclusive() ? result.points() : null,
                result.total(), result.labs().stream().map(JsonReport.Lab::of).toList(), result.ignored());
    }

    /** As a string first: straight to bytes, Jackson refuses half a surrogate pair, and a student's code may print one. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers", e);
        }
    }
}
