package mqttlab.lab.starter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;

/**
 * The starter of a lab or of the broker, as its solution gives it.
 *
 * @param name   its folder in the checkout, with slashes
 * @param folder where it is, or is to be
 * @param own    which files there are the starter's, and no others'
 * @param files  what is to be in each file, by its path relative to the folder
 */
public record Starter(String name, Path folder, Globs own, SortedMap<Path, byte[]> files) {

    private static final String SOURCES = "src/**";

    public Starter(String name, Path folder, SortedMap<Path, byte[]> files) {
        this(name, folder, new Globs(List.of(SOURCES)), files);
    }

    /** Reads the solution, and nothing of what is in {@code labs}. */
    public static Starter of(LabDefinition lab) {
        if (!Files.isDirectory(lab.solution())) {
            throw new BadInput("there is no solution of " + lab.name() + " to make a starter from: " + lab.solution()
                    + " is missing");
        }
        SortedMap<Path, byte[]> files = new TreeMap<>();
        Globs own = Globs.of(SOURCES, lab.manifest().files());
        for (Path file : filesIn(lab.solution(), own)) {
            byte[] solution = read(lab.solution().resolve(file));
            boolean marked = file.toString().endsWith(".java");
            files.put(file, marked ? fileOf(lab.solution().resolve(file), solution, Wording.OF_LABS) : solution);
        }
        return new Starter("labs/" + lab.name(), lab.folder(), own, files);
    }

    /** What a student begins with, of a Java file of a solution. */
    public static byte[] fileOf(Path file, byte[] solution, Wording wording) {
        return StarterText.of(file.toString(), new String(solution, UTF_8), wording).getBytes(UTF_8);
    }

    /** How the folder differs from this. */
    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        List<Path> there = filesIn(folder, own);
        files.forEach((file, expected) -> {
            if (!there.contains(file)) {
                differences.add(new Difference.Missing(file));
                return;
            }
            byte[] found = read(folder.resolve(file));
            if (!Arrays.equals(expected, found)) {
                differences.add(Difference.Changed.between(file, expected, found));
            }
        });
        there.stream().filter(file -> !files.containsKey(file)).map(Difference.Extra::new).forEach(differences::add);
        return differences;
    }

    /** Does away with one difference. */
    void settle(Difference difference) {
        Path file = folder.resolve(difference.file());
        try {
            switch (difference) {
                case Difference.Extra extra -> Files.delete(file);
                case Difference.Missing missing -> write(file, files.get(missing.file()));
                case Difference.Changed changed -> write(file, files.get(changed.file()));
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Files whose names begin with a dot belong to editors and operating systems. */
    private static List<Path> filesIn(Path folder, Globs own) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(folder::relativize)
                    .filter(file -> own.match(file.toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
