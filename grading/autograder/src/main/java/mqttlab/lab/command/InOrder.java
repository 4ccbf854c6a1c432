package mqttlab.lab.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.report.StudentLine;

/** Results that come in any order, and are printed and kept in that of the students: no two runs differ in it. For one thread. */
final class InOrder {

    private final List<String> students;
    private final StudentLine line;
    private final PrintWriter out;
    private final Map<String, StudentResult> results = new HashMap<>();
    private int printed;

    InOrder(List<String> students, StudentLine line, PrintWriter out) {
        this.students = students;
        this.line = line;
        this.out = out;
    }

    /** Prints it, unless somebody before is still missing, and those who had to wait for it. */
    void add(StudentResult result) {
        results.put(result.student(), result);
        while (printed < students.size() && results.containsKey(students.get(printed))) {
            line.of(results.get(students.get(printed))).forEach(out::println);
            printed++;
        }
        out.flush();
    }

    List<StudentResult> all() {
        return students.stream().map(results::get).toList();
    }
}
