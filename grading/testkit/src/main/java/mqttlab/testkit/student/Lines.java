package mqttlab.testkit.student;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** What a program prints, line by line. Of a line, the first {@value #LONGEST} characters count: it may have no end. */
final class Lines {

    static final int LONGEST = 4096;

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> read;
    private boolean afterReturn;

    private Lines(Consumer<String> read) {
        this.read = read;
    }

    /** Reads to the end. */
    static void each(Reader text, Consumer<String> read) throws IOException {
        Lines lines = new Lines(read);
        char[] buffer = new char[8192];
        for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
            for (int i = 0; i < count; i++) {
                lines.add(buffer[i]);
            }
        }
        if (!lines.line.isEmpty()) {
            lines.end();
        }
    }

    private void add(char next) {
        if (next == '\r' || next == '\n' && !afterReturn) {
            end();
        } else if (next != '\n' && line.length() < LONGEST) {
            line.append(next);
        }
        afterReturn = next == '\r';
    }

    private void end() {
        read.accept(line.toString());
        line.setLength(0);
    }
}
