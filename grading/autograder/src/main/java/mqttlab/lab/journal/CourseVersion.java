package mqttlab.lab.journal;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.contracts.news.News;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import mqttlab.suites.Call;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.student.Jars;

/**
 * What a mark follows from besides the submission: for each lab a word, which is another one when any of that has changed. A
 * change in the checks of one lab leaves the words of the others as they are.
 *
 * @param course where the labs are
 * @param tool   what is the same for all of them: the JVM, this tool, the testkit, the contracts
 */
record CourseVersion(Checkout course, String tool) {

    static CourseVersion of(Checkout course) {
        Digest digest = new Digest().add(Runtime.version().toString());
        Stream.of(Journal.class, Setup.class, News.class).forEach(each -> addClasses(digest, Jars.of(each), name -> true));
        // It says the versions of JUnit and of all other libraries.
        addFiles(digest, course.root(), 1, "pom.xml"::equals);
        return new CourseVersion(course, digest.hex());
    }

    String of(Checklist checklist) {
        LabDefinition lab = checklist.lab();
        Digest digest = new Digest().add(tool).add(lab.manifest().toString());
        List<String> others = course.all().stream().map(LabDefinition::suite).filter(suite -> !suite.equals(lab.suite()))
                .map(suite -> suite.replace('.', '/') + "/").toList();
        addClasses(digest, Jars.of(Call.class), name -> others.stream().noneMatch(name::startsWith));
        lab.libraries().forEach(library -> addClasses(digest, library, name -> true));
        addFiles(digest, lab.folder(), Integer.MAX_VALUE, Globs.of("src/main/**", lab.manifest().files())::match);
        if (checklist.ours().isPresent()) {
            addFiles(digest, course.referenceBroker(), Integer.MAX_VALUE, new Globs(List.of("*", "src/main/**"))::match);
        }
        return digest.hex();
    }

    /** @param entry of a class path: a jar, or a folder in a build that has not packaged it yet */
    private static void addClasses(Digest digest, Path entry, Predicate<String> wanted) {
        // The rest of it says who has packaged it, and with what.
        Predicate<String> named = wanted.and(name -> !name.startsWith("META-INF/") || name.startsWith("META-INF/services/"));
        if (Files.isDirectory(entry)) {
            addFiles(digest, entry, Integer.MAX_VALUE, named);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            addFiles(digest, jar.getPath("/"), Integer.MAX_VALUE, named);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + entry + ": " + e.getMessage(), e);
        }
    }

    private static void addFiles(Digest digest, Path folder, int depth, Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = SlashedPath.of(folder.relativize(file));
                if (wanted.test(name)) {
                    digest.add(name).add(Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
