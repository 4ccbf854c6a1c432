package mqttlab.lab.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * A fresh copy of a lab's starter, with a student's own files laid over it.
 *
 * @param filledIn sources of the starter that the student has not handed in
 */
record LabCopy(Project project, Set<String> filledIn) {

    private static final String JAVA = ".java";

    /**
     * @param files paths in the lab, and what is in them
     * @param copy  a folder that does not exist yet
     */
    static LabCopy make(LabDefinition lab, Map<String, byte[]> files, Path copy) {
        try {
            Set<String> filledIn = copyStarter(lab, copy, files.keySet());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = copy.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            return new LabCopy(new Project(copy, lab.libraries()), filledIn);
        } catch (IOException e) {
            throw new InfrastructureException("cannot copy " + lab.folder() + " to " + copy + ": " + e, e);
        }
    }

    /** A student who has given up a class of the starter's has not handed it in, and it must not spoil the rest. */
    Compilation compile(Path classes, Sandbox sandbox) {
        Compilation whole = project.compile(classes, sandbox);
        if (whole.succeeded() || filledIn.isEmpty()) {
            return whole;
        }
        Compilation own = new Project(project.folder(), project.libraries(), each -> !filledIn.contains(each))
                .compile(classes, sandbox);
        return own.succeeded() ? own : whole;
    }

    /** Without what is to be replaced, also where the names differ in case: that is one file on some systems, two on others. */
    private static Set<String> copyStarter(LabDefinition lab, Path copy, Set<String> replaced) throws IOException {
        Set<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.addAll(replaced);
        Set<String> filledIn = new TreeSet<>();
        Globs own = Globs.of("src/main/**", lab.manifest().files());
        for (Path file : files(lab.folder())) {
            String name = SlashedPath.of(lab.folder().relativize(file));
            if (own.match(name) && !ignoringCase.contains(name) && replaced.stream().noneMatch(each -> isInside(each, name))) {
                Files.createDirectories(copy.resolve(name).getParent());
                Files.copy(file, copy.resolve(name));
                if (name.endsWith(JAVA)) {
                    filledIn.add(name);
                }
            }
        }
        return filledIn;
    }

    /** A name that is a file here, and there a folder. */
    private static boolean isInside(String one, String other) {
        return one.startsWith(other + "/") || other.startsWith(one + "/");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
