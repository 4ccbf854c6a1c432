package mqttlab.lab.demo;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Prints as much as a terminal shows at once. What comes then waits until the page is turned, so that nothing has gone before it
 * could be read. Nothing stops meanwhile: a demo goes on, and its clients and its broker do not notice. For one thread.
 */
final class Pages {

    /** Where Enter is asked for, or where the cursor stands. */
    private static final int LAST_ROW = 1;

    private final PrintWriter out;
    private final Optional<TerminalSize> size;
    private final Deque<List<Row>> waiting = new ArrayDeque<>();
    private int free;

    /** @param size empty for one endless page */
    Pages(PrintWriter out, Optional<TerminalSize> size) {
        this.out = out;
        this.size = size;
        this.free = rowsOfAPage();
    }

    /** These lines, on the same page if one can hold them. */
    void print(List<Row> lines) {
        if (rows(lines) > rowsOfAPage() && lines.size() > 1) {
            lines.forEach(line -> print(List.of(line)));
        } else if (waiting.isEmpty() && fits(lines)) {
            show(lines);
        } else {
            waiting.add(lines);
        }
    }

    /** On the last row. */
    void ask(String question) {
        out.print(question);
        out.flush();
    }

    /** What stands behind a question, and ends its line. */
    void answered(String answer) {
        out.println(answer);
        out.flush();
    }

    /** Whether there is something that this page does not hold. */
    boolean goesOn() {
        return !waiting.isEmpty();
    }

    /** Everything up to here has been read. */
    void turn() {
        free = rowsOfAPage();
        while (!waiting.isEmpty() && fits(waiting.peek())) {
            show(waiting.poll());
        }
    }

    /** Whatever waits, however long it is. */
    void showAll() {
        waiting.forEach(this::show);
        waiting.clear();
    }

    /** A line alone is shown even if it is longer than a page. */
    private boolean fits(List<Row> lines) {
        return rows(lines) <= free || free == rowsOfAPage();
    }

    private void show(List<Row> lines) {
        lines.forEach(line -> out.println(line.shown()));
        out.flush();
        free -= rows(lines);
    }

    private int rows(List<Row> lines) {
        return lines.stream().mapToInt(line -> size.map(each -> each.rowsOf(line.plain())).orElse(0)).sum();
    }

    private int rowsOfAPage() {
        return size.map(each -> Math.max(1, each.rows() - LAST_ROW)).orElse(Integer.MAX_VALUE);
    }

    /** A line, as it is read and with its colours. */
    record Row(String plain, String shown) {

        Row(String plain) {
            this(plain, plain);
        }
    }
}
