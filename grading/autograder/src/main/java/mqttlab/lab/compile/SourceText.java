package mqttlab.lab.compile;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.text.Normalizer;
import javax.tools.Diagnostic;
import javax.tools.SimpleJavaFileObject;
import mqttlab.testkit.WrittenText;

/** A source as the compiler reads it: its text, in memory, so that a message can show it as it was compiled. */
final class SourceText extends SimpleJavaFileObject {

    /** No line that somebody has written is longer. */
    private static final int LONGEST_EXCERPT = 1000;

    private final Source source;
    private final String text;

    private SourceText(Source source, String text) throws URISyntaxException {
        super(new URI("source", null, "/" + source.name(), null), Kind.SOURCE);
        this.source = source;
        this.text = text;
    }

    /** @throws Unreadable if the file is not there, or is not UTF-8 */
    static SourceText of(Source source) throws Unreadable {
        try {
            return new SourceText(source, decode(source));
        } catch (IOException e) {
            throw new Unreadable(Problem.error(source.name(), "this file cannot be read: " + e));
        } catch (URISyntaxException e) {
            throw new Unreadable(Problem.error(source.name(), "this file's name cannot be used: " + e.getMessage()));
        }
    }

    /** One that has been read already. */
    static SourceText of(String name, String text) throws IOException {
        try {
            return new SourceText(new Source(name, Path.of("")), text);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    Source source() {
        return source;
    }

    private static String decode(Source source) throws IOException, Unreadable {
        try {
            return WrittenText.read(source.file());
        } catch (WrittenText.NotText e) {
            long line = e.before().chars().filter(each -> each == '\n').count() + 1;
            long column = e.before().length() - e.before().lastIndexOf('\n');
            throw new Unreadable(new Problem(Problem.Kind.ERROR, source.name(), line, column, e.getMessage(), ""));
        }
    }

    /** Systems write an accent in two ways, and a zip may bring a name in the other one. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        String name = source.name().substring(source.name().lastIndexOf('/') + 1);
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .equals(Normalizer.normalize(simpleName + kind.extension, Normalizer.Form.NFC));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    Problem problem(Diagnostic<?> diagnostic, Problem.Kind kind, String message) {
        long line = Math.max(0, diagnostic.getLineNumber());
        long column = Math.max(0, diagnostic.getColumnNumber());
        return new Problem(kind, source.name(), line, column, message, excerpt(diagnostic));
    }

    /** Tabs stay tabs under the caret's line too, so that the caret stands where it should whatever their width. */
    private String excerpt(Diagnostic<?> diagnostic) {
        int at = (int) Math.min(diagnostic.getPosition(), text.length());
        if (at < 0) {
            return "";
        }
        int start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
        String line = text.substring(start).lines().findFirst().orElse("");
        String margin = text.substring(start, at).replaceAll("[^\t]", " ");
        return line.length() > LONGEST_EXCERPT ? "" : line + "\n" + margin + "^";
    }

    /** A file that the compiler will not get to see, and why. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private Unreadable(Problem problem) {
            super(problem.format());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
