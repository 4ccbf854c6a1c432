package mqttlab.lab.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Scratch;

/**
 * The course as it was committed: whatever lies in the working copy, be it a stray file or a change that was forgotten, must
 * neither help nor harm a submission. A course without git, as it was released, is taken as it is.
 *
 * @param root   where it is written out
 * @param isCopy whether it is another folder than the working copy
 */
public record Pristine(Path root, boolean isCopy) {

    /** What the tool itself is made of. */
    private static final List<String> TOOL = List.of("pom.xml", "labs/contracts", "grading/testkit", "grading/suites",
            "grading/autograder");
    private static final String PLACE = "grading/autograder/target/lab";

    /** @param course the folder of the working copy */
    public static Pristine of(Path course) {
        Optional<String> tree = git(course, "rev-parse", "--verify", "--quiet", "HEAD:./").map(String::strip);
        return tree.map(id -> new Pristine(written(course, id), true)).orElse(new Pristine(course, false));
    }

    /** Named by its contents, so that it is written once; moved to its place when it is complete. */
    private static Path written(Path course, String tree) {
        Path folder = course.resolve(PLACE).resolve("course-" + tree.substring(0, 12));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Path draft = Files.isWritable(course) ? OutputFolder.fresh(folder).path() : Scratch.folder("course");
            Path zip = draft.resolve("course.zip");
            git(course, "archive", "--format=zip", "-0", "--output=" + zip.toAbsolutePath(), tree).orElseThrow(() ->
                    new InfrastructureException("git cannot write out what was committed to " + draft + ": is the disk full?"));
            unpack(zip, draft);
            Files.delete(zip);
            return Files.isWritable(course) ? moved(draft, folder) : draft;
        } catch (IOException e) {
            throw new InfrastructureException("cannot write the course as committed to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Another command may have been quicker. */
    private static Path moved(Path draft, Path folder) throws IOException {
        try {
            return Files.move(draft, folder);
        } catch (IOException e) {
            new OutputFolder(draft).deleteIfPossible();
            if (Files.isDirectory(folder)) {
                return folder;
            }
            throw e;
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile files = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : files.stream().map(ZipEntry.class::cast).filter(each -> !each.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = files.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    /** Whether the tool of this working copy is the one that was committed. */
    public static boolean isToolOf(Path course) {
        List<String> question = new ArrayList<>(List.of("status", "--porcelain", "--untracked-files=all", "--"));
        TOOL.forEach(each -> question.addAll(Files.isDirectory(course.resolve(each))
                ? List.of(each + "/pom.xml", each + "/src/main") : List.of(each)));
        return git(course, question.toArray(String[]::new)).map(String::isBlank).orElse(true);
    }

    /**
     * Empty if git is not there, or does not answer, which it does not outside a repository. Whose the folder is does not matter.
     */
    private static Optional<String> git(Path folder, String... question) {
        List<String> command = Stream.concat(Stream.of("git", "-c", "safe.directory=*", "-c", "core.autocrlf=false"),
                Stream.of(question)).toList();
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // Inside a hook, git says which repository it is at work on.
            builder.environment().keySet().removeIf(each -> each.startsWith("GIT_"));
            Process git = builder.start();
            git.getOutputStream().close();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while git was at work", e);
        }
    }
}
