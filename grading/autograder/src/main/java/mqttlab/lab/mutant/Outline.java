package mqttlab.lab.mutant;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import mqttlab.testkit.InfrastructureException;

/** A Java file without what its methods do. As long as this is the same, no other file compiles to something else. */
final class Outline {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private Outline() {
    }

    static String of(String text) {
        JavacTask javac = (JavacTask) JAVAC.getTask(null, null, said -> { }, List.of("-proc:none"), null, List.of(source(text)));
        SourcePositions positions = Trees.instance(javac).getSourcePositions();
        StringBuilder outline = new StringBuilder();
        int[] done = {0};
        try {
            CompilationUnitTree file = javac.parse().iterator().next();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    int start = (int) positions.getStartPosition(file, method.getBody());
                    if (start >= done[0]) {
                        outline.append(text, done[0], start);
                        done[0] = (int) positions.getEndPosition(file, method.getBody());
                    }
                    return null;
                }
            }.scan(file, null);
        } catch (IOException e) {
            throw new InfrastructureException("cannot parse a source: " + e.getMessage(), e);
        }
        return outline.append(text, done[0], text.length()).toString();
    }

    private static SimpleJavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Source.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
