package mqttlab.lab.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.lab.submission.Zips;

/**
 * A submission that attacks the grader, as a file of grading/hostile describes it.
 *
 * @param name  of that file
 * @param tries what it tries
 * @param base  {@code solution}, which is what an honest student would hand in, or {@code nothing}
 * @param code  what stands in its class {@code attack.Attack}; none if empty
 * @param kind  the class that this extends
 * @param begin what the main method of the solution's broker does first
 * @param files further ones, and what is in them
 * @param links symbolic ones, and where they lead to
 * @param zip   entries; if there are any, all is handed in as a zip
 * @param copies of each of those entries, whose names then have the number of the copy
 * @param student the name of the submission, if it is another than this file's
 * @param row   how the gradebook writes that name
 * @param points earned; {@code all} where the attack comes to nothing and the rest is the solution
 * @param note  a pattern of the gradebook's
 */
record Attack(String name, String tries, String base, String code, String kind, String begin,
        Map<String, String> files, Map<String, String> links, Map<String, String> zip, int copies, String student, String row,
        String points, String note) {

    private static final String ZEROS = "zeros ";
    /** As {@code @24 times (@}. */
    private static final Pattern REPEATED = Pattern.compile("@(\\d+) times (.+?)@");
    private static final Pattern MAIN = Pattern.compile("public static void main[(]String\\[] args[)].*\\{\n");
    private static final YAMLMapper YAML = new YAMLMapper();

    Attack {
        base = Objects.requireNonNullElse(base, "solution");
        code = Objects.requireNonNullElse(code, "");
        begin = Objects.requireNonNullElse(begin, "");
        kind = Objects.requireNonNullElse(kind, "Honest");
        files = Objects.requireNonNullElse(files, Map.of());
        links = Objects.requireNonNullElse(links, Map.of());
        zip = Objects.requireNonNullElse(zip, Map.of());
        student = Objects.requireNonNullElse(student, name);
        row = Objects.requireNonNullElse(row, student);
        note = Objects.requireNonNullElse(note, "");
    }

    static Attack read(Path file) throws IOException {
        ObjectNode fields = (ObjectNode) YAML.readTree(file.toFile());
        fields.put("name", file.getFileName().toString().replace(".yaml", ""));
        return YAML.treeToValue(fields, Attack.class);
    }

    /**
     * @param submissions the folder of the class
     * @param solution    what an honest student would hand in
     * @param extended    what is added to it where there is code
     * @param places      what stands in texts, and the path that is meant
     */
    void handIn(Path submissions, Map<String, byte[]> solution, Map<String, byte[]> extended, Map<String, Path> places)
            throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        if (base.equals("solution")) {
            all.putAll(solution);
        }
        if (!code.isEmpty()) {
            all.putAll(extended);
            all.put("src/main/java/attack/Attack.java", bytes(source(), places));
        }
        if (!begin.isEmpty()) {
            all.computeIfPresent("src/main/java/mqttlab/broker/Main.java", (file, main) -> begun(main));
        }
        files.forEach((path, text) -> all.put(path, bytes(text, places)));
        if (!zip.isEmpty()) {
            zip.forEach((path, text) -> addEntries(all, resolved(path, places), bytes(text, places)));
            Zips.write(submissions.resolve(student + ".zip"), all);
            return;
        }
        Path folder = Files.createDirectories(submissions.resolve(student));
        for (Map.Entry<String, byte[]> each : all.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        for (Map.Entry<String, String> each : links.entrySet()) {
            Path link = folder.resolve(each.getKey()).normalize();
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(resolved(each.getValue(), places)));
        }
    }

    private byte[] begun(byte[] main) {
        String text = new String(main, StandardCharsets.UTF_8);
        // The rest is to be reachable, whatever javac thinks of the beginning.
        String begun = MAIN.matcher(text).replaceFirst(found ->
                Matcher.quoteReplacement(found.group() + "if (args != null) {\n" + begin + "}\n"));
        if (begun.equals(text)) {
            throw new IllegalStateException("there is no main method in " + text);
        }
        return begun.getBytes(StandardCharsets.UTF_8);
    }

    private void addEntries(Map<String, byte[]> all, String path, byte[] content) {
        if (copies == 0) {
            all.put(path, content);
        }
        for (int copy = 1; copy <= copies; copy++) {
            all.put(path + copy, content);
        }
    }

    private String source() {
        return """
                package attack;

                import java.io.*;
                import java.net.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.file.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.stream.*;
                import mqttlab.contracts.broker.*;
                import mqttlab.contracts.news.*;

                public final class Attack extends %s {
                %s}
                """.formatted(kind, code.indent(4));
    }

    private static byte[] bytes(String text, Map<String, Path> places) {
        if (text.startsWith(ZEROS)) {
            byte[] zeros = new byte[Integer.parseInt(text.substring(ZEROS.length()).strip()) << 20];
            Arrays.fill(zeros, (byte) '0');
            return zeros;
        }
        return resolved(text, places).getBytes(StandardCharsets.UTF_8);
    }

    private static String resolved(String text, Map<String, Path> places) {
        String resolved = REPEATED.matcher(text).replaceAll(found ->
                Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        for (Map.Entry<String, Path> each : places.entrySet()) {
            resolved = resolved.replace(each.getKey(), each.getValue().toString());
        }
        return resolved;
    }

    @Override
    public String toString() {
        return name + " tries " + tries;
    }
}
