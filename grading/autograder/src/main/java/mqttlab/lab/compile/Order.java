package mqttlab.lab.compile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a compiler in a JVM of its own is to do, and what it answers: between two JVMs, never as serialized objects.
 *
 * @param libraries what the sources may use
 * @param classes   the folder to compile into
 */
record Order(List<Path> libraries, Path classes, List<SourceText> sources) {

    private static final int LONGEST_ANSWER_TEXT = 1 << 20;
    private static final int MOST_PROBLEMS = 1000;

    /** @param trouble of the machine's; empty if there was none */
    record Answer(String trouble, List<Problem> problems) {

        void write(DataOutputStream out) throws IOException {
            writeText(out, trouble);
            out.writeInt(problems.size());
            for (Problem each : problems) {
                out.writeBoolean(each.kind() == Problem.Kind.ERROR);
                writeText(out, each.file());
                out.writeLong(each.line());
                out.writeLong(each.column());
                writeText(out, each.message());
                writeText(out, each.excerpt());
            }
            out.flush();
        }

        /** Bounded: the JVM that answers has read what others have written. */
        static Answer read(DataInputStream in) throws IOException {
            String trouble = readText(in, LONGEST_ANSWER_TEXT);
            List<Problem> problems = new ArrayList<>();
            int count = in.readInt();
            if (count < 0 || count > MOST_PROBLEMS) {
                throw new IOException(count + " problems");
            }
            for (int i = 0; i < count; i++) {
                problems.add(new Problem(in.readBoolean() ? Problem.Kind.ERROR : Problem.Kind.WARNING,
                        readText(in, LONGEST_ANSWER_TEXT), in.readLong(), in.readLong(),
                        readText(in, LONGEST_ANSWER_TEXT), readText(in, LONGEST_ANSWER_TEXT)));
            }
            return new Answer(trouble, problems);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(libraries.size());
        for (Path each : libraries) {
            writeText(out, each.toString());
        }
        writeText(out, classes.toString());
        out.writeInt(sources.size());
        for (SourceText each : sources) {
            writeText(out, each.source().name());
            writeText(out, each.getCharContent(true).toString());
        }
        out.flush();
    }

    static Order read(DataInputStream in) throws IOException {
        List<Path> libraries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            libraries.add(Path.of(readText(in, Integer.MAX_VALUE)));
        }
        Path classes = Path.of(readText(in, Integer.MAX_VALUE));
        List<SourceText> sources = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in, Integer.MAX_VALUE);
            sources.add(SourceText.of(name, readText(in, Integer.MAX_VALUE)));
        }
        return new Order(libraries, classes, sources);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in, int longest) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_16BE);
    }
}
