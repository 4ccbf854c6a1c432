package mqttlab.lab.compile;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import mqttlab.testkit.InfrastructureException;

/**
 * Compiles a student's sources without running anything of theirs: annotation processors are off, and nothing is looked up
 * but in the given libraries.
 *
 * @param libraries what the sources may use
 */
public record StudentCompiler(List<Path> libraries) {

    private static final List<String> OPTIONS =
            List.of("--release", "21", "-proc:none", "-implicit:none", "-Xlint:all", "-g", "-parameters");

    /** A compiler that breaks asks for a bug report. What matters to us comes as an exception, too. */
    private static final Writer ITS_OWN_TROUBLES = Writer.nullWriter();

    /** Compiles into a folder that exists. Whatever is wrong with the sources is in the result. */
    public Compilation compile(List<Source> sources, Path classes) {
        List<Problem> problems = new ArrayList<>();
        List<SourceText> texts = new ArrayList<>();
        for (Source source : sources) {
            try {
                texts.add(SourceText.of(source));
            } catch (SourceText.Unreadable e) {
                problems.add(e.problem());
            }
        }
        if (sources.isEmpty()) {
            problems.add(Problem.error("", "there are no Java sources"));
        }
        if (problems.isEmpty()) {
            compile(texts, classes, problems);
        }
        return new Compilation(classes, List.copyOf(problems));
    }

    private void compile(List<SourceText> texts, Path classes, List<Problem> problems) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new InfrastructureException("this Java has no compiler: start the tool with a JDK, not a JRE");
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
            boolean good = javac.getTask(ITS_OWN_TROUBLES, files, said, OPTIONS, null, texts).call();
            said.getDiagnostics().forEach(each -> problems.add(problem(each)));
            if (!good && problems.stream().noneMatch(each -> each.kind() == Problem.Kind.ERROR)) {
                problems.add(Problem.error("", "the compiler gave up on this code; is something in it nested very deeply?"));
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot compile into " + classes + ": " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            // The compiler catches its own failures, even a stack that has overflowed, and so this is not expected. But an
            // odd submission must not end the grading of a class.
            said.getDiagnostics().forEach(each -> problems.add(problem(each)));
            problems.add(Problem.error("", "the compiler broke on this code: " + e));
        }
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> said) {
        Problem.Kind kind = said.getKind() == Diagnostic.Kind.ERROR ? Problem.Kind.ERROR : Problem.Kind.WARNING;
        String message = said.getMessage(Locale.ENGLISH);
        return said.getSource() instanceof SourceText text
                ? text.problem(said, kind, message)
                : new Problem(kind, "", 0, 0, message, "");
    }
}
