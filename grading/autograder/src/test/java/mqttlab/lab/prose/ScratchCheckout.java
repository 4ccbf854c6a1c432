package mqttlab.lab.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.lab.starter.Starter;

/** A copy of this checkout to run commands in, with the tool that has just been built, and some tasks of a lab solved. */
final class ScratchCheckout {

    private static final Pattern TASK = Pattern.compile("\\s*// lab:task (\\d+) .*");

    private final Path root;

    private ScratchCheckout(Path root) {
        this.root = root;
    }

    /** Files keep their times, so that the launcher has no reason to build anything. */
    static ScratchCheckout of(Path original, Path root) throws IOException {
        for (String each : List.of("lab", "pom.xml", "labs", "solutions", "broker-from-scratch", "slides/demos")) {
            Files.createDirectories(root.resolve(each).getParent());
            copy(original.resolve(each), root.resolve(each));
        }
        Path contracts = root.resolve("labs/contracts");
        delete(contracts);
        Files.createSymbolicLink(contracts, original.resolve("labs/contracts"));
        Files.createSymbolicLink(root.resolve("grading"), original.resolve("grading"));
        return new ScratchCheckout(root);
    }

    Path root() {
        return root;
    }

    /** Before it is deleted: what it only borrows is none of its own. */
    void unlink() throws IOException {
        Files.delete(root.resolve("labs/contracts"));
        Files.delete(root.resolve("grading"));
    }

    /** Leaves in the lab what its reader has after this task: the solution, where the tasks behind it are still to be written. */
    void solve(String labId, int task) throws IOException {
        LabDefinition lab = Checkout.at(root).lab(labId);
        for (Path file : files(lab.solution().resolve("src/main"))) {
            if (file.toString().endsWith(".java")) {
                Files.writeString(file, withoutMarkers(Files.readString(file), task));
            }
        }
        for (var file : Starter.of(lab).files().entrySet()) {
            Files.write(lab.folder().resolve(file.getKey()), file.getValue());
        }
    }

    /** Leaves in the reader's broker what it is after a stage. */
    void reach(String stage) {
        Snapshot.of(Checkout.at(root), stage).refresh(root.resolve("broker-from-scratch"));
    }

    /**
     * What is hidden from the starter serves the tasks of its file, and is there from the first of them on; what the starter has
     * in place of a task goes with it.
     */
    private static String withoutMarkers(String solution, int task) {
        boolean begun = solution.lines().anyMatch(line -> isSolved(line, task));
        StringBuilder solved = new StringBuilder();
        boolean inside = false;
        for (String line : solution.lines().toList()) {
            if (isSolved(line, task) || begun && line.strip().equals("// lab:hide")) {
                inside = true;
            } else if (inside && line.strip().equals("// lab:end")) {
                inside = false;
            } else if (!inside || !line.strip().startsWith("// lab:starter ")) {
                solved.append(line).append('\n');
            }
        }
        return solved.toString();
    }

    private static boolean isSolved(String line, int task) {
        Matcher marker = TASK.matcher(line);
        return marker.matches() && Integer.parseInt(marker.group(1)) <= task;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !from.relativize(each).toString().contains("target")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
