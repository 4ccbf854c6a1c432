package mqttlab.lab.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.ManifestsTest;
import mqttlab.lab.prose.Prose;
import mqttlab.lab.starter.StartersTest;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Adds lab 99 and stage 99 to a copy of the course, and has everything work on them that works on the others. */
@DisplayName("A lab and a stage that join the course with their own files and nothing else")
@ProvedOnce(reads = {".", ":!*.adoc", ":!slides"})
@TestInstance(Lifecycle.PER_CLASS)
class AuthorIT {

    private ScratchCourse course;
    private Ran sync;

    @BeforeAll
    void add(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isDirectory(ThisCheckout.root().resolve("solutions")), "students get no solutions");
        course = ScratchCourse.copy(folder.resolve("course"));
        Map<String, String> files = new TreeMap<>(NewLab.files());
        files.putAll(NewStage.files());
        course.add(files);
        for (String pom : List.of("labs/pom.xml", "solutions/pom.xml")) {
            course.addModule(pom, NewLab.MODULE);
        }
        course.compile(files.keySet().stream().filter(each -> each.startsWith("grading/suites/")).toList());
        sync = course.lab("sync");
    }

    @Test
    @DisplayName("have a starter and rows in the tables of READMEs from lab sync, and change no other file but the poms")
    void sync() throws Exception {
        assertThat(sync.err()).isEmpty();
        assertThat(sync.out()).contains("wrote   labs/99-dummy/src/main/java/mqttlab/lab99/Hello.java",
                "wrote   labs/99-dummy/conf/greeting.txt", "wrote   labs/README.adoc", "wrote   broker-from-scratch/README.adoc",
                "broker-from-scratch is up to date");
        assertThat(course.read("labs/99-dummy/src/main/java/mqttlab/lab99/Hello.java")).contains("TODO task 1")
                .doesNotContain("client.publish");
        assertThat(course.read("labs/README.adoc"))
                .contains("|99 |link:99-dummy/README.adoc[Greetings] |3 |10\n|a client that says hello\n");
        assertThat(course.read("broker-from-scratch/README.adoc")).contains("|99 |link:stages/99-dummy.adoc[Patience] |2 |20\n");
        assertThat(course.lab("sync", "--check")).isEqualTo(new Ran(0, "", ""));
        assertThat(course.changed()).containsExactly("broker-from-scratch/README.adoc", "labs/README.adoc", "labs/pom.xml",
                "solutions/pom.xml");
    }

    @Test
    @DisplayName("are listed, with their points, their time and what comes before")
    void list() throws Exception {
        assertThat(course.lab("list").out())
                .containsPattern("99-dummy +Greetings +3 points +10 min +after 01 ")
                .containsPattern("broker-99-dummy +Patience +2 points +20 min +after broker 04 ");
    }

    @Test
    @DisplayName("are checked: the solution has all points, and the starter what it declares")
    void check() throws Exception {
        Ran lab = course.lab("check", "99", "--solution", "--broker", "embedded");
        assertThat(lab.out()).startsWith("Lab 99: Greetings").contains("3 of 3 points");
        assertThat(lab.status()).isZero();
        assertThat(course.lab("check", "99", "--broker", "embedded").out())
                .contains("0 of 3 points", "Task 1 is still to be written");

        Ran stage = course.lab("check", "broker", "99", "--solution");
        assertThat(stage.out()).startsWith("Broker from scratch, stage 99: Patience").contains("2 of 2 points");
        assertThat(stage.status()).isZero();
        assertThat(course.lab("check", "broker", "99").out()).contains("0 of 2 points");
    }

    @Test
    @DisplayName("have a snapshot: that of a stage without a row in the table is as the row before leaves it")
    void snapshot(@TempDir Path folder) throws Exception {
        assertThat(course.lab("snapshot", "broker", "99", folder.resolve("after-99").toString()).out())
                .startsWith("wrote the broker after stage 99-dummy to ");
        course.lab("snapshot", "broker", "12", folder.resolve("after-12").toString());

        assertThat(files(folder.resolve("after-99"))).isNotEmpty().isEqualTo(files(folder.resolve("after-12")));
    }

    @Test
    @DisplayName("are graded, each from its own files of a submission")
    void grade(@TempDir Path folder) throws Exception {
        course.lab("snapshot", "broker", "99", folder.resolve("class/ana/broker-from-scratch").toString());
        for (String file : files(course.root().resolve("solutions/99-dummy"))) {
            Path copy = folder.resolve("class/ana/labs/99-dummy").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(course.root().resolve("solutions/99-dummy").resolve(file), copy);
        }
        Path out = folder.resolve("out");
        Ran ran = course.lab("grade", folder.resolve("class").toString(), "--out", out.toString(), "--lab", "99",
                "--lab", "broker 99", "--broker", "embedded");

        assertThat(ran.err().lines()).as("what is protected, and nothing else").singleElement().asString().contains("sandbox");
        assertThat(Files.readAllLines(out.resolve("gradebook.csv")))
                .contains("ana,99,3,3,1,0,0,0,0,0,", "ana,broker 99,2,2,1,0,0,0,0,0,");
    }

    @Test
    @DisplayName("have mutants that are listed, shown and judged")
    void mutants() throws Exception {
        assertThat(course.lab("mutant").out())
                .contains("99-dummy/greeting-never-published: It connects and leaves without a word.\n",
                        "broker-99-dummy/pings-never-answered: A PINGREQ is read and not answered.\n");
        assertThat(course.lab("mutant", "pings-never-answered", "--diff").out())
                .contains("-            link.send(new PingResp());\n");
        for (String mutant : List.of("greeting-never-published", "pings-never-answered")) {
            Ran ran = course.lab("mutant", mutant, "--broker", "embedded");
            assertThat(ran.out()).contains("As stated");
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    @DisplayName("are soaked")
    void soak() throws Exception {
        assertThat(course.lab("soak", "99", "--runs", "2", "--load", "1", "--broker", "embedded"))
                .isEqualTo(new Ran(0, "99-dummy: 0 of 2 runs wrong\n", ""));
        assertThat(course.lab("soak", "broker", "99", "--runs", "2", "--load", "1"))
                .isEqualTo(new Ran(0, "broker-99-dummy: 0 of 2 runs wrong\n", ""));
    }

    /** These run in the copy, on all that is in it. */
    @Test
    @DisplayName("have manifests, starters and handouts, and these are held to what all others are held to")
    void theCoursesOwnTests() throws Exception {
        course.write("grading/autograder/target/lab/lib/autograder.jar", "");
        Ran ran = course.tests(Stream.concat(Stream.of(StartersTest.class, ManifestsTest.class), Prose.TESTS.stream())
                .toArray(Class<?>[]::new));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).contains("labs/99-dummy/README.adoc", "broker-from-scratch/stages/99-dummy.adoc")
                .anyMatch(each -> each.matches("labs/99-dummy/README.adoc:\\d+ Greeter greeter = new Greeter\\(\\) \\{"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString).sorted().toList();
        }
    }
}
