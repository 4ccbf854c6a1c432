package mqttlab.lab.regrade;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mqttlab.lab.BadInput;
import mqttlab.lab.journal.Journal;
import mqttlab.lab.journal.Journal.Origin;
import mqttlab.lab.report.JsonReport;
import mqttlab.lab.report.StudentReport;

/**
 * What a complete run of {@code lab grade} has left in its folder.
 *
 * @param labs    each student's results
 * @param origins what they were made of, where that is known
 */
public record Graded(SortedMap<Who, StudentLab> labs, Map<Who, Origin> origins) {

    /** @param lab the name of its folder */
    public record Who(String student, String lab) implements Comparable<Who> {

        @Override
        public int compareTo(Who other) {
            int byName = student.compareTo(other.student);
            return byName != 0 ? byName : lab.compareTo(other.lab);
        }
    }

    /** @param conclusive false where something of ours was missing, so that the points are not known */
    public record StudentLab(JsonReport.Lab lab, boolean conclusive) {
    }

    /** @throws BadInput if there is none in the folder, or it was not completed */
    public static Graded in(Path folder) {
        if (!Files.isRegularFile(folder.resolve("gradebook.csv"))) {
            throw new BadInput("there is no gradebook.csv in " + folder + (Files.isDirectory(folder.resolve("journal"))
                    ? ": its run was interrupted; 'lab grade' with --resume completes it" : ": 'lab grade' writes one"));
        }
        SortedMap<Who, StudentLab> labs = new TreeMap<>();
        for (StudentReport student : reports(folder.resolve("results"))) {
            for (JsonReport.Lab lab : student.labs()) {
                boolean conclusive = lab.checks().stream().noneMatch(Difference::isOurFault);
                labs.put(new Who(student.student(), lab.lab()), new StudentLab(lab, conclusive));
            }
        }
        Map<Who, Origin> origins = new TreeMap<>();
        Journal.origins(folder).forEach(each -> origins.put(new Who(each.student(), each.lab()), each));
        return new Graded(labs, origins);
    }

    private static List<StudentReport> reports(Path results) {
        List<StudentReport> reports = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(results, "*.json")) {
            for (Path file : files) {
                reports.add(StudentReport.read(file));
            }
        } catch (IOException e) {
            throw new BadInput("the results in " + results + " cannot be read: " + e.getMessage().lines().findFirst().orElse(""));
        }
        return reports;
    }

    Optional<Origin> origin(Who who) {
        return Optional.ofNullable(origins.get(who));
    }
}
