package mqttlab.lab.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import mqttlab.lab.grading.StudentResult;

/**
 * The results of a class as one page, for reading and for printing: no scripts, and nothing to be fetched. Whatever a student
 * has chosen, such as a name or a printed line, is shown as text.
 *
 * @param command    what was typed, so that it can be typed again
 * @param when       when grading began
 * @param passedOver what lay beside the submissions and is none
 */
public record HtmlReport(List<StudentResult> students, String command, LocalDateTime when, List<String> passedOver) {

    private static final String TEMPLATE = "report.html";

    public String html() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE);
                Reader template = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Mustache.compiler().emptyStringIsFalse(true).zeroIsFalse(true).compile(template).execute(page());
        } catch (IOException e) {
            throw new UncheckedIOException("the tool's own " + TEMPLATE, e);
        }
    }

    private Page page() {
        List<StudentSection> sections = IntStream.range(0, students.size())
                .mapToObj(i -> StudentSection.of("s" + (i + 1), students.get(i)))
                .toList();
        return new Page(sections, Printable.line(command), when.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
                passedOver.stream().map(Printable::line).toList(), HistoryLine.styles());
    }

    /** What the template fills in. */
    record Page(List<StudentSection> students, String command, String when, List<String> passedOver, String packetStyles) {
    }
}
