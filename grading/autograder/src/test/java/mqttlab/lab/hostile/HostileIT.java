package mqttlab.lab.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.Main;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.Unmeasured;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grades two honest students alone, and again in a class with all attackers on the same lab or stage. */
@DisplayName("lab grade, under attack")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", "grading/hostile", ":!*.adoc"})
class HostileIT {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final int LONGEST_RESULT = 1 << 20;
    private static final String BREACH = "BREACH";

    @Nested
    @DisplayName("on functions")
    class Stage00 extends OneClass {
        Stage00() {
            // Many of its calls never end, and no honest one takes long.
            super("broker-00", "0.4");
        }
    }

    @Nested
    @DisplayName("on clients")
    class Lab01 extends OneClass {
        Lab01() {
            super("01", "1");
        }
    }

    @Nested
    @DisplayName("on brokers")
    class Stage01 extends OneClass {
        Stage01() {
            super("broker-01", "1");
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OneClass {

        private static final String GOOD = "ana-honest";
        private static final String STARTER = "luis-honest";

        private final String called;
        private final String patience;
        private final Path corpus;
        private final Map<String, CSVRecord> gradebook = new TreeMap<>();
        private final Map<String, String> alone = new TreeMap<>();
        private Path folder;
        private Cage.Left left;

        OneClass(String name, String patience) {
            this.patience = patience;
            called = name.replace('-', ' ');
            corpus = CHECKOUT.root().resolve("grading/hostile").resolve(name);
        }

        List<Attack> attacks() throws IOException {
            List<Attack> attacks = new ArrayList<>();
            for (String name : corpus.toFile().list((parent, name) -> name.endsWith(".yaml"))) {
                attacks.add(Attack.read(corpus.resolve(name)));
            }
            return attacks;
        }

        @BeforeAll
        void grade(@TempDir Path temporary, TestReporter reporter) throws IOException, InterruptedException {
            Cage.required();
            assumeTrue(Files.isDirectory(CHECKOUT.referenceBroker()), "students get no solutions");
            folder = temporary.toRealPath();
            Path submissions = Files.createDirectory(folder.resolve("class"));
            Path outside = Files.createDirectory(folder.resolve("outside"));
            Files.createDirectory(folder.resolve("scratch"));
            Files.writeString(outside.resolve("secret.txt"), BREACH);
            LabDefinition lab = CHECKOUT.named(called).getFirst();
            Map<String, byte[]> solution = files(Snapshot.solved(CHECKOUT, lab).folder());
            handIn(submissions.resolve(GOOD), solution);
            handIn(submissions.resolve(STARTER), files(lab.folder()));
            assertThat(graded("alone").status()).isZero();
            for (String student : List.of(GOOD, STARTER)) {
                alone.put(student, seen("alone", student));
            }

            Map<String, byte[]> extended = files(corpus.resolve("base"));
            Map<String, Path> places = Map.of("@OUTSIDE@", outside, "@CLASS@", submissions, "@OUT@", folder.resolve("out"),
                    "@COURSE@", CHECKOUT.root(), "@HOME@", Path.of(System.getProperty("user.home")));
            for (Attack each : attacks()) {
                each.handIn(submissions, solution, extended, places);
            }
            Map<String, String> before = state(submissions, outside);
            left = graded("out");

            reporter.publishEntry(attacks().size() + " attacks on " + called, left.seconds() + " s");
            assertThat(state(submissions, outside)).isEqualTo(before);
            CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
            try (var records = format.parse(Files.newBufferedReader(folder.resolve("out/gradebook.csv")))) {
                records.forEach(each -> gradebook.put(each.get("student"), each));
            }
        }

        private static Map<String, byte[]> files(Path project) throws IOException {
            Map<String, byte[]> files = new TreeMap<>();
            if (!Files.exists(project)) {
                return files;
            }
            try (Stream<Path> all = Files.walk(project.resolve("src/main"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(project.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return files;
        }

        private static void handIn(Path submission, Map<String, byte[]> files) throws IOException {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Path file = submission.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
        }

        private Cage.Left graded(String out) throws IOException, InterruptedException {
            List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                    "-cp", System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + folder.resolve("scratch"), "-Xmx512m",
                    "-Djdk.console=java.base", "-D" + Patience.PROPERTY + "=" + patience, "-Dlab.home=" + CHECKOUT.root(),
                    Main.class.getName(), "grade", folder.resolve("class").toString(), "--out", folder.resolve(out).toString(),
                    "--lab", called, "--broker", "embedded", "--sandbox", "bwrap", "--jobs", "3", "--seed", "7");
            return new Cage(folder).run(command, 20);
        }

        private String seen(String out, String student) throws IOException {
            String line = Files.readAllLines(folder.resolve(out).resolve("gradebook.csv")).stream()
                    .filter(each -> each.startsWith(student + ",")).findFirst().orElseThrow();
            return line + "\n" + Unmeasured.result(folder.resolve(out).resolve("results").resolve(student + ".json"));
        }

        /** What is in all files, and where links lead to. */
        private static Map<String, String> state(Path... folders) throws IOException {
            Map<String, String> state = new TreeMap<>();
            for (Path folder : folders) {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path each : all.toList()) {
                        state.put(each.toString(), state(each));
                    }
                }
            }
            return state;
        }

        private static String state(Path path) throws IOException {
            return Files.isSymbolicLink(path) ? "to " + Files.readSymbolicLink(path)
                    : Files.isDirectory(path) ? "folder" : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("attacks")
        @DisplayName("gives an attacker what the rest of the work is worth")
        void verdict(Attack attack) throws IOException {
            CSVRecord row = gradebook.get(attack.row());

            assertThat(row).as("a row for " + attack.row() + " in " + gradebook.keySet()).isNotNull();
            String points = attack.points().equals("all") ? row.get("total") : attack.points();
            assertThat(row.get("note")).as(() -> row.get("points") + " points").matches("(?s)" + attack.note());
            assertThat(row.get("points")).as(() -> "note: " + row.get("note")).matches(points);
            assertThat(row.get("infrastructure_errors")).isEqualTo("0");
        }

        @Test
        @DisplayName("gives the others what they get without any attacker")
        void others() throws IOException {
            for (String student : List.of(GOOD, STARTER)) {
                assertThat(seen("out", student)).isEqualTo(alone.get(student));
            }
            assertThat(gradebook.get(GOOD).get("points")).isEqualTo(gradebook.get(GOOD).get("total"));
            assertThat(gradebook).hasSize(2 + attacks().size());
        }

        @Test
        @DisplayName("ends well, and leaves no process and no file behind but the results")
        void leavesNothing() {
            assertThat(left.status()).as(left.err()).isZero();
            assertThat(left.processes()).isEmpty();
            assertThat(left.files()).isEmpty();
            assertThat(folder.resolve("scratch")).isEmptyDirectory();
            assertThat(folder.resolve("out").toFile().list()).containsExactlyInAnyOrder(".lab-grade", "gradebook.csv", "journal",
                    "report.html", "results");
        }

        @Test
        @DisplayName("writes results of a bounded length, without secrets, and without what a terminal or browser would act on")
        void results() throws IOException {
            for (File result : folder.resolve("out/results").toFile().listFiles()) {
                assertThat(new ObjectMapper().readTree(result).get("student")).isNotNull();
                assertThat(result.length()).as(result.getName()).isLessThan(LONGEST_RESULT);
                assertThat(Files.readString(result.toPath())).as(result.getName()).doesNotContain(BREACH);
            }
            assertThat(Files.readString(folder.resolve("out/report.html")))
                    .doesNotContainPattern("<script|<img|[\\x00-\\x08\\x1b\\x7f]");
            assertThat(left.out() + left.err()).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f]");
            assertThat(Files.readString(folder.resolve("out/gradebook.csv")))
                    .doesNotContainPattern("(?m)[\\x00-\\x08\\x1b\\x7f]|^[=+@-]");
        }
    }
}
