package mqttlab.lab.grading;

import java.util.List;

/**
 * What came of grading one student's submission.
 *
 * @param student whose it is
 * @param labs    one for each lab that was graded, in the order of the labs
 * @param ignored files of the submission that are none of the labs'
 */
public record StudentResult(String student, List<LabResult> labs, List<String> ignored) {

    /** Whether the points say something about the student's work, and nothing about missing infrastructure. */
    public boolean isConclusive() {
        return labs.stream().allMatch(LabResult::isConclusive);
    }

    public int points() {
        return labs.stream().mapToInt(LabResult::points).sum();
    }

    public int total() {
        return labs.stream().mapToInt(LabResult::total).sum();
    }
}
