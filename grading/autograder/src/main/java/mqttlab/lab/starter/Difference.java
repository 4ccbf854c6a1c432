package mqttlab.lab.starter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A file of a starter that is not what the solution gives. */
public sealed interface Difference {

    /** Relative to the lab. */
    Path file();

    /** The solution gives a file that is not there. */
    record Missing(Path file) implements Difference {
    }

    /** There is a file that the solution does not give. */
    record Extra(Path file) implements Difference {
    }

    /** The file differs, first at this line. A side that has ended there already has the line {@code (nothing)}. */
    record Changed(Path file, int line, String expected, String found) implements Difference {

        static Changed between(Path file, byte[] expected, byte[] found) {
            List<String> left = lines(expected);
            List<String> right = lines(found);
            int at = 0;
            while (at < left.size() && at < right.size() && left.get(at).equals(right.get(at))) {
                at++;
            }
            return new Changed(file, at + 1, lineAt(left, at), lineAt(right, at));
        }

        private static List<String> lines(byte[] bytes) {
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        }

        private static String lineAt(List<String> lines, int at) {
            return at < lines.size() ? lines.get(at) : "(nothing)";
        }
    }
}
