package mqttlab.lab.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.Note;
import mqttlab.lab.grading.StudentResult;
import mqttlab.testkit.check.Verdict;

/** A student's result in a line for each lab: who, which lab, how many points, and why not more. */
public final class StudentLine {

    private static final int WIDEST = 30;

    private final int width;

    /** @param students all that will be printed, so that their lines are aligned */
    public StudentLine(List<String> students) {
        this.width = Math.min(WIDEST, students.stream().mapToInt(each -> Printable.line(each).length()).max().orElse(1));
    }

    public List<String> of(StudentResult student) {
        int widestId = student.labs().stream().mapToInt(lab -> lab.lab().id().length()).max().orElse(0);
        return student.labs().stream().map(lab -> line(student.student(), lab, widestId)).toList();
    }

    private String line(String student, LabResult lab, int widestId) {
        String points = (lab.isConclusive() ? "" + lab.points() : "?") + "/" + lab.total();
        String why = Note.of(lab).isEmpty() ? lost(lab) : Note.of(lab);
        return "%-".concat(width + "s  %-" + widestId + "s  %5s  %s").formatted(Printable.line(student), lab.lab().id(), points,
                Printable.line(why)).stripTrailing();
    }

    private static String lost(LabResult lab) {
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict != Verdict.PASSED && lab.count(verdict) > 0)
                .map(verdict -> lab.count(verdict) + " " + verdict)
                .collect(Collectors.joining(", "));
    }
}
