package mqttlab.proofs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build says in the end: what it did not do, and why, and what ought to worry somebody. */
final class LastLines {

    private static final String FOLDER = "target/proofs";
    private static final int MOST_REASONS = 5;
    /** As Maven prints them: [MavenProject: mqttlab:testkit:1-SNAPSHOT @ /home/ana/course/grading/testkit/pom.xml, ...]. */
    private static final Pattern MODULE = Pattern.compile("MavenProject: \\S+ @ (.+?)[/\\\\]pom\\.xml(?=, MavenProject|])");

    private LastLines() {
    }

    /**
     * With the folder of a module that has ended, the modules of the build, and when it began. Prints only when all with tests
     * have ended: several are built at a time.
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> modules = modules(arguments[1]);
        List<Path> tested = modules.stream().filter(each -> Files.exists(each.resolve("src/test"))).toList();
        if (isLastToEnd(Path.of(arguments[0]), tested, arguments[2])) {
            List<Note> notes = new ArrayList<>();
            for (Path module : modules) {
                notes.addAll(read(module.resolve(FOLDER), arguments[2]));
            }
            of(notes, Machine.dockerAnswers(), Machine.has("mosquitto")).forEach(System.out::println);
        }
    }

    /** True once in a build, also if two modules end in the same moment. */
    static boolean isLastToEnd(Path module, List<Path> tested, String build) throws IOException {
        Files.createDirectories(module.resolve(FOLDER));
        mark(module, build, "ended").createNewFile();
        return tested.stream().allMatch(each -> mark(each, build, "ended").exists())
                && mark(tested.getFirst(), build, "said").createNewFile();
    }

    /** Beside the notes. */
    private static File mark(Path module, String build, String what) {
        return new File(Notes.file(module.resolve(FOLDER), build) + "." + what);
    }

    static List<Path> modules(String reactor) {
        return MODULE.matcher(reactor).results().map((MatchResult each) -> Path.of(each.group(1))).toList();
    }

    /** Those of earlier builds go. */
    static List<Note> read(Path folder, String build) throws IOException {
        Path current = Notes.file(folder, build);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(each -> !each.toString().startsWith(current.toString())).toList()) {
                Files.delete(old);
            }
        }
        return Files.exists(current) ? Files.readAllLines(current).stream().map(Note::parse).toList() : List.of();
    }

    static List<String> of(List<Note> notes, boolean docker, boolean mosquitto) {
        List<String> lines = new ArrayList<>();
        proved(notes).ifPresent(lines::add);
        if (!docker || !mosquitto) {
            lines.add("Not met here: " + Stream.of(docker ? "" : "Mosquitto in a container, for there is no Docker engine",
                    mosquitto ? "" : "Mosquitto as a process, for it is not installed").filter(each -> !each.isEmpty())
                    .collect(Collectors.joining("; ")) + ".");
        }
        lines.addAll(notRun(notes));
        texts(notes, Note.Kind.FLAKY).map(each -> "Flaky: " + each).forEach(lines::add);
        texts(notes, Note.Kind.PROBLEM).map(each -> "Mind: " + each).forEach(lines::add);
        return lines;
    }

    /** Of the things that were to be proved, how many were: the store answered for the others. */
    private static Optional<String> proved(List<Note> notes) {
        Map<String, Long> all = count(notes, each -> each.kind() == Note.Kind.KNOWN || each.kind() == Note.Kind.PROVED);
        Map<String, Long> now = count(notes, each -> each.kind() == Note.Kind.PROVED);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String counted = all.entrySet().stream().map(each -> "%d of %d %s".formatted(now.getOrDefault(each.getKey(), 0L),
                each.getValue(), each.getKey())).collect(Collectors.joining(", "));
        boolean everything = notes.stream().noneMatch(each -> each.kind() == Note.Kind.KNOWN);
        boolean steady = notes.stream().noneMatch(each -> each.kind() == Note.Kind.FLAKY);
        return Optional.of("Proved: " + counted
                + (everything ? "" : "; the others before, from the same sources (LAB_PROOFS=off proves all)")
                + (steady ? ". None was flaky." : "."));
    }

    private static Map<String, Long> count(List<Note> notes, Predicate<Note> which) {
        return notes.stream().filter(which).collect(Collectors.groupingBy(Note::what, TreeMap::new, Collectors.counting()));
    }

    private static List<String> notRun(List<Note> notes) {
        Map<String, Long> reasons = count(notes, each -> each.kind() == Note.Kind.NOT_RUN);
        List<String> lines = new ArrayList<>(reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(each -> "Not run: %d, since %s".formatted(each.getValue(), each.getKey())).toList());
        if (lines.size() > MOST_REASONS) {
            int more = lines.size() - MOST_REASONS + 1;
            lines.subList(MOST_REASONS - 1, lines.size()).clear();
            lines.add("Not run, for %d more reasons: see target/proofs of the modules".formatted(more));
        }
        return lines;
    }

    private static Stream<String> texts(List<Note> notes, Note.Kind kind) {
        return notes.stream().filter(each -> each.kind() == kind)
                .map(each -> each.what().isEmpty() ? each.text() : each.what() + ": " + each.text()).distinct();
    }
}
