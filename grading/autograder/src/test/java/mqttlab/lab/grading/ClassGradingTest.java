package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Submissions;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.sandbox.Sandbox;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Grading a class")
class ClassGradingTest {

    private static final String OWN = "src/main/java/mqttlab/lab01/Own.java";

    @TempDir
    private Path folder;

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());

    private final LabDefinition lab = CHECKOUT.lab("01");

    private void handIn(String student, String file, String text) {
        try {
            Path path = folder.resolve(student).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<StudentResult> grade(int jobs, Supplier<Brokers> brokers) {
        List<StudentResult> results = new ArrayList<>();
        new ClassGrading(List.of(Checklist.of(CHECKOUT, lab)), true, 1, brokers, Sandbox.NONE, jobs)
                .grade(Submissions.in(folder).all(), check -> { }, results::add);
        return results.stream().sorted(Comparator.comparing(StudentResult::student)).toList();
    }

    @Test
    @DisplayName("begins no check of code that has had its time, costs it the points, and keeps no result of it")
    void budget() {
        handIn("ana", OWN, "package mqttlab.lab01; class Own { }");
        List<LabResult> kept = new ArrayList<>();
        List<StudentResult> results = new ArrayList<>();
        Supplier<Brokers> embedded = () -> Brokers.forced(BrokerKind.EMBEDDED);
        new ClassGrading(List.of(Checklist.of(CHECKOUT, lab)), true, 1, embedded, Sandbox.NONE, 1, Duration.ZERO,
                keepingIn(kept)).grade(Submissions.in(folder).all(), check -> { }, results::add);
        assertThat(note(results.getFirst())).isEqualTo("the time that this code may take, 0 min, was used up");
        assertThat(results.getFirst()).returns(0, StudentResult::points).returns(true, StudentResult::isConclusive);
        assertThat(kept).isEmpty();
    }

    private static Earlier keepingIn(List<LabResult> kept) {
        return new Earlier() {

            @Override
            public Optional<LabResult> find(String student, Checklist lab, HandedIn files) {
                return Optional.empty();
            }

            @Override
            public void keep(String student, Checklist lab, HandedIn files, LabResult result) {
                kept.add(result);
            }
        };
    }

    private static String note(StudentResult student) {
        return Note.of(student.labs().getFirst());
    }

    @Test
    @DisplayName("goes on after a broker that fails for one student, and blames nobody")
    void brokerFails() {
        handIn("ana", OWN, "package mqttlab.lab01; class Own { }");
        handIn("bea", OWN, "package mqttlab.lab01; class Own { }");
        AtomicInteger asked = new AtomicInteger();
        List<StudentResult> results = grade(1, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new InfrastructureException("the disk is full");
            }
            return Brokers.forced(BrokerKind.EMBEDDED);
        });

        assertThat(results).extracting(StudentResult::student).containsExactly("ana", "bea");
        assertThat(results).extracting(StudentResult::isConclusive).containsExactly(false, true);
        assertThat(note(results.getFirst())).isEqualTo("infrastructure error: the disk is full");
        assertThat(results).extracting(StudentResult::total).containsOnly(20);
    }

    @Test
    @Timeout(60)
    @DisplayName("tells of each result as it comes: who takes for ever keeps nobody waiting")
    void asTheyCome() {
        handIn("ana", OWN, "package mqttlab.lab01; class Own { }");
        handIn("bea", "notes.txt", "sorry");
        CountDownLatch othersAreDone = new CountDownLatch(1);
        Supplier<Brokers> stuck = () -> {
            await(othersAreDone);
            throw new InfrastructureException("at last");
        };
        List<String> students = new ArrayList<>();
        new ClassGrading(List.of(Checklist.of(CHECKOUT, lab)), true, 1, stuck, Sandbox.NONE, 2)
                .grade(Submissions.in(folder).all(), check -> { },
                result -> {
                    students.add(result.student());
                    othersAreDone.countDown();
                });

        assertThat(students).containsExactly("bea", "ana");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("goes on after a surprise, and says that it was the grader's")
    void surprise() {
        handIn("ana", OWN, "package mqttlab.lab01; class Own { }");
        handIn("bea", "notes.txt", "sorry");
        List<StudentResult> results = grade(2, () -> {
            throw new StackOverflowError("surprise");
        });

        assertThat(note(results.getFirst())).isEqualTo("infrastructure error: the grader itself went wrong: "
                + "java.lang.StackOverflowError: surprise");
        assertThat(note(results.getLast())).startsWith("there is no file of this lab in the submission: none matches src/main");
        assertThat(results.getLast().isConclusive()).isTrue();
        assertThat(results.getLast().ignored()).containsExactly("notes.txt");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need rights there")
    @DisplayName("follows no link to somebody else's work, tells its owner so in a line, and blames nobody else")
    void links() throws IOException {
        handIn("bea", "notes.txt", "sorry");
        handIn("bea", "old/notes.txt", "sorry");
        Files.createDirectory(folder.resolve("ana"));
        Files.createSymbolicLink(folder.resolve("ana/work"), Path.of("../bea"));
        Files.createSymbolicLink(folder.resolve("bea/venv"), Path.of("old"));
        Files.createSymbolicLink(folder.resolve("eve"), Path.of("bea"));
        Files.createSymbolicLink(folder.resolve("zoe.zip"), Path.of("bea.zip"));
        List<StudentResult> results = grade(1, () -> {
            throw new InfrastructureException("nobody needs a broker");
        });

        assertThat(results).extracting(StudentResult::student).containsExactly("ana", "bea", "eve", "zoe");
        assertThat(results).extracting(StudentResult::isConclusive).containsOnly(true);
        assertThat(note(results.get(0))).isEqualTo("the submission is empty; work is a symbolic link, and none is followed");
        assertThat(note(results.get(1))).startsWith("there is no file of this lab")
                .endsWith("; venv is a symbolic link, and none is followed");
        assertThat(results.get(1).ignored()).containsExactly("notes.txt", "old/notes.txt",
                "venv is a symbolic link, and none is followed");
        assertThat(note(results.get(2))).isEqualTo("the submission is a symbolic link, and none is followed");
        assertThat(note(results.get(3))).isEqualTo("the submission is a symbolic link, and none is followed");
    }

    @Test
    @DisplayName("is about the labs that anybody has handed in, or about all")
    void labs(@TempDir Path course) {
        LabDefinition other = new TinyCourse(course).only();
        handIn("ana", "notes.txt", "sorry");
        assertThat(ClassGrading.handedIn(List.of(lab), Submissions.in(folder).all())).containsExactly(lab);

        handIn("bea", "src/main/java/hello/Hello.java", "");
        assertThat(ClassGrading.handedIn(List.of(lab, other), Submissions.in(folder).all())).containsExactly(other);
    }

    @Test
    @DisplayName("lays a student's files over a fresh starter, also where the names differ in case")
    void copy(@TempDir Path copy) throws IOException {
        Path made = LabCopy.make(lab,
                Map.of("src/main/java/mqttlab/lab01/pahopublisher.java", new byte[0], OWN, new byte[] {'x'}),
                copy.resolve("lab")).project().folder();

        assertThat(made.resolve("src/main/java/mqttlab/lab01/PahoSubscriber.java"))
                .hasSameBinaryContentAs(lab.folder().resolve("src/main/java/mqttlab/lab01/PahoSubscriber.java"));
        assertThat(made.resolve("src/main/java/mqttlab/lab01").toFile().list())
                .contains("pahopublisher.java").doesNotContain("PahoPublisher.java");
        assertThat(made.resolve(OWN)).hasContent("x");
        assertThat(made.resolve("src/main/resources/META-INF/services")).isDirectory();
        assertThat(made.resolve("pom.xml")).doesNotExist();
    }

    @Test
    @DisplayName("does without the starter's class that a student has given up, when it spoils theirs")
    void givenUp(@TempDir Path copy) throws IOException {
        String other = "src/main/java/mqttlab/lab01/PahoPublisher.java";
        String withConnection = "package mqttlab.lab01; class PahoPublisher { } class Connection { }";
        LabCopy made = LabCopy.make(lab, Map.of(other, withConnection.getBytes(StandardCharsets.UTF_8),
                "src/main/java/mqttlab/lab01/PahoSubscriber.java",
                "package mqttlab.lab01; class PahoSubscriber { }".getBytes(StandardCharsets.UTF_8),
                "src/main/java/mqttlab/lab01/CadizNews.java",
                "package mqttlab.lab01; class CadizNews { }".getBytes(StandardCharsets.UTF_8)),
                copy.resolve("lab"));

        assertThat(made.filledIn()).containsExactly("src/main/java/mqttlab/lab01/Connection.java");
        assertThat(made.compile(copy.resolve("classes"), Sandbox.NONE).errors()).isEmpty();
    }
}
