package mqttlab.lab.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * Compiles a student's sources without running anything of theirs: annotation processors are off, and nothing is looked up
 * but in the given libraries. The compiler has a JVM of its own.
 *
 * @param libraries what the sources may use
 * @param sandbox   of that JVM
 */
public record StudentCompiler(List<Path> libraries, Sandbox sandbox) {

    private interface Compiler {
        List<Problem> perform(Order order);
    }

    /** Outside of any sandbox, for the code of whoever compiles it. */
    public StudentCompiler(List<Path> libraries) {
        this(libraries, Sandbox.NONE);
    }

    /** Compiles into a folder that exists. Whatever is wrong with the sources is in the result. */
    public Compilation compile(List<Source> sources, Path classes) {
        return compile(sources, classes, order -> CompilerJvm.take(sandbox, libraries).perform(order));
    }

    /** The same in this JVM, for what is the course's own, and so that an archive of its classes has the compiler's. */
    public Compilation rehearse(List<Source> sources, Path classes) {
        return compile(sources, classes, order -> CompilerHost.perform(order).problems());
    }

    private Compilation compile(List<Source> sources, Path classes, Compiler compiler) {
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
            problems.addAll(compiler.perform(new Order(libraries, classes.toAbsolutePath(), texts)));
        }
        return new Compilation(classes, List.copyOf(problems));
    }
}
