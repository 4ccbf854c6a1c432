package mqttlab.lab.compile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The main class of a JVM that compiles: one order after the other, from its standard input to its standard output. It ends when
 * its input does, whatever it is busy with.
 */
public final class CompilerHost {

    private static final List<String> OPTIONS =
            List.of("--release", "21", "-proc:none", "-implicit:none", "-Xlint:all", "-g", "-parameters");
    /** A compiler that breaks asks for a bug report. What matters to us comes as an exception, too. */
    private static final Writer ITS_OWN_TROUBLES = Writer.nullWriter();
    private static final int LONGEST_TEXT = 10_000;

    private CompilerHost() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(new PrintStream(System.err, true));
        SynchronousQueue<Order> orders = new SynchronousQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    orders.put(Order.read(in));
                }
            } catch (IOException | InterruptedException e) {
                Runtime.getRuntime().halt(0);
            }
        });
        while (true) {
            perform(orders.take()).write(out);
        }
    }

    static Order.Answer perform(Order order) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            return new Order.Answer("this Java has no compiler: start the tool with a JDK, not a JRE", List.of());
        }
        List<Problem> problems = new ArrayList<>();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, order.libraries());
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(order.classes())));
            boolean good = javac.getTask(ITS_OWN_TROUBLES, files, said, OPTIONS, null, order.sources()).call();
            said.getDiagnostics().forEach(each -> problems.add(problem(each)));
            if (!good && problems.stream().noneMatch(each -> each.kind() == Problem.Kind.ERROR)) {
                problems.add(Problem.error("", "the compiler gave up on this code; is something in it nested very deeply?"));
            }
        } catch (IOException e) {
            return new Order.Answer("cannot compile into " + order.classes() + ": " + e.getMessage(), List.of());
        } catch (RuntimeException | StackOverflowError e) {
            // The compiler catches its own failures, even a stack that has overflowed, and so this is not expected. But an
            // odd submission must not end the grading of a class.
            said.getDiagnostics().forEach(each -> problems.add(problem(each)));
            problems.add(Problem.error("", "the compiler broke on this code: " + e));
        }
        return new Order.Answer("", problems);
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> said) {
        Problem.Kind kind = said.getKind() == Diagnostic.Kind.ERROR ? Problem.Kind.ERROR : Problem.Kind.WARNING;
        String message = cut(said.getMessage(Locale.ENGLISH));
        return said.getSource() instanceof SourceText text
                ? text.problem(said, kind, message)
                : new Problem(kind, "", 0, 0, message, "");
    }

    /** Names of types that are made of others can be of any length. */
    private static String cut(String message) {
        return message.length() > LONGEST_TEXT ? message.substring(0, LONGEST_TEXT) + "…" : message;
    }
}
