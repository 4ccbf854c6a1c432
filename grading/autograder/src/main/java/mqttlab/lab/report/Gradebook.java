package mqttlab.lab.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.Note;
import mqttlab.lab.grading.StudentResult;
import mqttlab.testkit.check.Verdict;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The points of a class as CSV, a line for each student and lab. */
public record Gradebook(List<StudentResult> students) {

    static final List<String> COLUMNS = List.of("student", "lab", "points", "total", "passed", "failed", "timed_out", "crashed",
            "not_run", "infrastructure_errors", "note");

    public String csv() {
        StringBuilder csv = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).setRecordSeparator("\n").get();
        try (CSVPrinter printer = new CSVPrinter(csv, format)) {
            for (StudentResult student : students) {
                for (LabResult lab : student.labs()) {
                    printer.printRecord(line(student, lab));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("there is no I/O in writing to a string", e);
        }
        return csv.toString();
    }

    private static List<String> line(StudentResult student, LabResult lab) {
        // A point that was lost to a missing broker would be unfair, and one that was not is not known yet: none, not zero.
        String points = lab.isConclusive() ? "" + lab.points() : "";
        Stream<String> start = Stream.of(student.student(), lab.lab().id(), points, "" + lab.total());
        Stream<String> counts = Stream.of(Verdict.values()).map(verdict -> "" + lab.count(verdict));
        return Stream.of(start, counts, Stream.of(Note.of(lab))).flatMap(cells -> cells).map(Gradebook::harmless).toList();
    }

    /** A spreadsheet takes a cell that begins so for a formula, and would run it. */
    private static String harmless(String cell) {
        String line = Printable.line(cell);
        return line.matches("(?s)[=+@\\t-].*") ? "'" + line : line;
    }
}
