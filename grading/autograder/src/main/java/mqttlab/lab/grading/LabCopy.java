package mqttlab.lab.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.InfrastructureException;

/** A fresh copy of a lab's starter, with a student's own files laid over it. */
final class LabCopy {

    private LabCopy() {
    }

    /**
     * @param files paths in the lab, and what is in them
     * @param copy  a folder that does not exist yet
     */
    static Project make(LabDefinition lab, Map<String, byte[]> files, Path copy) {
        try {
            copyStarter(lab, copy, files.keySet());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = copy.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            return new Project(copy, lab.libraries());
        } catch (IOException e) {
            throw new InfrastructureException("cannot copy " + lab.folder() + " to " + copy + ": " + e, e);
        }
    }

    /** Without what is to be replaced, also where the names differ in case: that is one file on some systems, two on others. */
    private static void copyStarter(LabDefinition lab, Path copy, Set<String> replaced) throws IOException {
        Set<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.addAll(replaced);
        Globs own = Globs.of("src/main/**", lab.manifest().files());
        for (Path file : files(lab.folder())) {
            String name = lab.folder().relativize(file).toString().replace('\\', '/');
            if (own.match(name) && !ignoringCase.contains(name)) {
                Files.createDirectories(copy.resolve(name).getParent());
                Files.copy(file, copy.resolve(name));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
