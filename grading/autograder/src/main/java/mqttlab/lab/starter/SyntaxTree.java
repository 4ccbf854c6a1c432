package mqttlab.lab.starter;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import mqttlab.lab.marker.Part;
import mqttlab.lab.marker.Position;
import mqttlab.testkit.InfrastructureException;

/** Where in the code a region stands, as the compiler parses it. */
final class SyntaxTree {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    SyntaxTree(String file, String text) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, List.of("-proc:none"), null, List.of(source(text)));
        try {
            unit = javac.parse().iterator().next();
        } catch (IOException e) {
            throw new InfrastructureException("cannot parse " + file + ": " + e.getMessage(), e);
        }
        positions = Trees.instance(javac).getSourcePositions();
        for (Diagnostic<?> each : said.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                throw new Position(file, (int) each.getLineNumber()).wrong(each.getMessage(Locale.ENGLISH));
            }
        }
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("solution:///Solution.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /**
     * Whether the region is the rest of a method, so that a {@code throw} can take its place. Between the members of a class
     * nothing has to take its place.
     */
    boolean isAmongStatements(Part.Region region) {
        TreePath around = innermostAround(region);
        Tree.Kind outer = around.getParentPath() == null ? null : around.getParentPath().getLeaf().getKind();
        return switch (around.getLeaf()) {
            case ClassTree type -> {
                type.getMembers().forEach(member -> requireWhole(member, region));
                yield false;
            }
            case BlockTree block when outer == Tree.Kind.METHOD || outer == Tree.Kind.LAMBDA_EXPRESSION -> {
                block.getStatements().forEach(statement -> requireWhole(statement, region));
                if (block.getStatements().stream().anyMatch(each -> firstLine(each) > region.last())) {
                    throw region.position().wrong("the method goes on after this task, and could not be reached in the starter: "
                            + "put 'lab:end' at the end of the method, make the task 'quietly', or give it 'lab:starter' lines");
                }
                yield true;
            }
            case CompilationUnitTree file -> false;
            default -> throw region.position().wrong("a task is the rest of a method, or stands between methods, but this one "
                    + "stands inside a statement: move it out, make it 'quietly', or give it 'lab:starter' lines");
        };
    }

    private void requireWhole(Tree tree, Part.Region region) {
        boolean beginsInside = isInside(firstLine(tree), region);
        boolean endsInside = isInside(lastLine(tree), region);
        if (beginsInside != endsInside) {
            throw region.position().wrong("a marker cuts the code of line " + firstLine(tree) + " in two");
        }
    }

    private static boolean isInside(long line, Part.Region region) {
        return line > region.position().line() && line < region.last();
    }

    private TreePath innermostAround(Part.Region region) {
        TreePath[] innermost = {new TreePath(unit)};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void nothing) {
                if (tree != null && firstLine(tree) < region.position().line() && lastLine(tree) > region.last()) {
                    innermost[0] = new TreePath(getCurrentPath(), tree);
                }
                return super.scan(tree, nothing);
            }
        }.scan(innermost[0], null);
        return innermost[0];
    }

    private long firstLine(Tree tree) {
        return unit.getLineMap().getLineNumber(Math.max(0, positions.getStartPosition(unit, tree)));
    }

    private long lastLine(Tree tree) {
        return unit.getLineMap().getLineNumber(Math.max(0, positions.getEndPosition(unit, tree)));
    }
}
