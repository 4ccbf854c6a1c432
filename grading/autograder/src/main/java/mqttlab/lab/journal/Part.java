package mqttlab.lab.journal;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mqttlab.lab.BadInput;
import mqttlab.lab.WholeFile;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.submission.Shard;

/**
 * What the run of one shard leaves for {@code lab merge}: its results as they were, and what must be the same in all shards. The
 * journal alone would not do: it has nothing of those whose submission could not be opened.
 *
 * @param folder     of the submissions, as it was typed
 * @param named      the labs that were asked for, as they were typed
 * @param broker     kind and version of the one that clients were graded with
 * @param students   the whole class, in its order
 * @param passedOver what lies beside the submissions and is none
 * @param graded     those of the shard, in their order
 */
public record Part(Journal.Run run, String folder, List<String> named, String broker, Versions versions, List<String> students,
        List<String> passedOver, List<Student> graded) {

    public static final String FILE = "part.json";
    /** In ASCII, as {@link Kept} is. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** @param labs by the names of their folders, in their order */
    record Student(String name, Map<String, Kept> labs, List<String> ignored) {

        static Student of(StudentResult result) {
            Map<String, Kept> labs = new LinkedHashMap<>();
            result.labs().forEach(each -> labs.put(each.lab().name(), Kept.of(null, each)));
            return new Student(result.student(), labs, result.ignored());
        }

        StudentResult result(Map<String, Checklist> checklists) {
            List<LabResult> results = labs.entrySet().stream()
                    .map(each -> each.getValue().result(checklists.get(each.getKey()))).toList();
            return new StudentResult(name, results, ignored);
        }
    }

    public static List<Student> graded(List<StudentResult> results) {
        return results.stream().map(Student::of).toList();
    }

    Shard shard() {
        return run.shard();
    }

    /** The last that a run writes: where it is, all else is, too. */
    public void write(Path out) {
        try {
            WholeFile.write(out.resolve(FILE), JSON.writeValueAsString(this).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new BadInput("cannot write " + out.resolve(FILE) + ": " + e);
        }
    }

    /** @throws BadInput if the folder is not that of a shard, or its run was not completed */
    static Part in(Path folder) {
        Optional<Journal.Run> run = Journal.runIn(folder);
        if (run.isEmpty()) {
            throw new BadInput(folder + " is not a part of a class: 'lab grade' with --shard makes one");
        }
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            boolean whole = run.get().shard().equals(Shard.WHOLE) && Files.isRegularFile(folder.resolve("gradebook.csv"));
            throw new BadInput(whole ? folder + " is not a part of a class: it was graded without --shard"
                    : folder + " is not finished: its run was interrupted; 'lab grade' with --resume completes it");
        }
        try {
            return JSON.readValue(file.toFile(), Part.class);
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
