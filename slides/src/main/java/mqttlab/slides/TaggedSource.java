package mqttlab.slides;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java file with the tags of AsciiDoc around each of its types, methods and fields, called as these are: the source itself
 * stays free of them, and a slide that shows a method that is gone does not build. What a method does, without its head and
 * its annotations, is called NAME-body; the second method of a name NAME-2, too. The marks of the starters are left out, and lines too long for a slide are folded.
 */
final class TaggedSource {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private final List<String> lines;
    private final SortedMap<Integer, List<String>> before = new TreeMap<>();
    private final SortedMap<Integer, List<String>> behind = new TreeMap<>();

    private TaggedSource(String source) {
        this.lines = source.lines().toList();
    }

    static String of(String source) {
        TaggedSource tagged = new TaggedSource(source);
        tagged.scan(source);
        return tagged.text();
    }

    private void scan(String source) {
        SimpleJavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Source.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) JAVAC.getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
        try {
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Members(unit, Trees.instance(task).getSourcePositions()), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        return IntStream.rangeClosed(1, lines.size()).boxed().flatMap(number -> Stream.of(
                        before.getOrDefault(number, List.of()).stream(),
                        Stream.of(lines.get(number - 1)).filter(line -> !line.strip().startsWith("// lab:")).map(LongLine::folded),
                        behind.getOrDefault(number, List.of()).reversed().stream()).flatMap(each -> each))
                .collect(joining("\n", "", "\n"));
    }

    /** Members that are in a method's body, such as those of an anonymous class, have no tags. */
    private final class Members extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private Map<String, Integer> overloads = new HashMap<>();

        private Members(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            tag(type.getSimpleName().toString(), type);
            Map<String, Integer> around = overloads;
            overloads = new HashMap<>();
            for (Tree member : type.getMembers()) {
                if (!isComponent(type, member)) {
                    member.accept(this, null);
                }
            }
            overloads = around;
            return null;
        }

        /** Some javac say where a record's components are, and some do not. */
        private static boolean isComponent(ClassTree type, Tree member) {
            return type.getKind() == Tree.Kind.RECORD && member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            String name = method.getName().contentEquals("<init>") ? "new" : method.getName().toString();
            tag(name, method);
            int overload = overloads.merge(name, 1, Integer::sum);
            if (overload > 1) {
                name += "-" + overload;
                tag(name, method);
            }
            if (method.getBody() != null) {
                int first = line(positions.getStartPosition(unit, method.getBody())) + 1;
                int last = line(positions.getEndPosition(unit, method.getBody())) - 1;
                if (first <= last) {
                    tag(name + "-body", first, last);
                }
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            tag(field.getName().toString(), field);
            return null;
        }

        private void tag(String name, Tree tree) {
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            if (end < 0) {
                return;
            }
            tag(name, line(start), line(end));
        }

        private int line(long position) {
            return (int) unit.getLineMap().getLineNumber(position);
        }

        private void tag(String name, int first, int last) {
            before.computeIfAbsent(first, line -> new ArrayList<>()).add("// tag::" + name + "[]");
            behind.computeIfAbsent(last, line -> new ArrayList<>()).add("// end::" + name + "[]");
        }
    }
}
