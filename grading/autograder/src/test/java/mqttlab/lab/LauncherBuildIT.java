package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("The launcher ./lab, where the course tool may have to be built")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "broker-from-scratch", ":!*.adoc"})
class LauncherBuildIT extends WithCopiedLauncher {

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @Test
    @DisplayName("builds the tool the first time, with the JDK it found, and then not again")
    void builds() throws IOException {
        maven("");

        Ran first = lab().start("list", "a b").finish();
        Ran second = lab().start("list").finish();

        assertThat(first.err()).isEqualTo("Building the course tool (first time: may take some minutes) ...\n");
        assertThat(first.out()).startsWith("java of 21.0.1: ").contains("-Dlab.home=" + course)
                .endsWith("-jar " + course + "/grading/autograder/target/lab/lib/autograder.jar list a b\n");
        assertThat(first.status()).isEqualTo(7);
        assertThat(second.err()).isEmpty();
        assertThat(calls()).containsExactly("mvn -q -pl grading/autograder -am package -Dmaven.test.skip=true with " + jdk);
    }

    private Path source(String text, Instant date) throws IOException {
        Path source = Files.writeString(course.resolve("grading/suites/src/main/java/A.java"), text);
        return Files.setLastModifiedTime(source, FileTime.from(date));
    }

    @Test
    @DisplayName("builds it again when a source has changed, be it to one that is older, and when one has gone")
    void buildsAgain() throws IOException {
        maven("");
        Instant today = Instant.now();
        source("1", today);
        lab().start("list").finish();
        Path compiled = Files.createDirectories(course.resolve("grading/suites/target/classes"));
        Path source = source("2", today.minus(Duration.ofDays(10)));

        assertThat(lab().start("list").finish().err()).isEqualTo("Building the course tool (its sources have changed) ...\n");
        assertThat(compiled).as("what Maven would take for newer than its source").doesNotExist();
        Files.delete(source);
        assertThat(lab().start("list").finish().err()).contains("its sources have changed");
    }

    @Test
    @DisplayName("does not build it again when sources have only been touched, or the checkout been moved or copied")
    void datesAndPlace() throws IOException {
        maven("");
        source("1", Instant.now());
        lab().start("list").finish();
        source("1", Instant.now().plus(Duration.ofDays(10)));
        course = Files.move(course, course.resolveSibling("curso (1) [é] #$%!"));

        Ran ran = lab().start("list").finish();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("-Dlab.home=" + course);
        assertThat(calls()).hasSize(1);
    }

    @Test
    @DisplayName("takes a build of Maven's own for good, unless a source has been edited meanwhile")
    void builtByMaven() throws IOException {
        maven("");
        source("1", Instant.now());
        lab().start("__begin-build").finish();
        Launched.script(programs.resolve("mvn"), "exit 1\n");
        Files.createDirectories(course.resolve("grading/autograder/target/lab/lib"));
        Files.writeString(course.resolve("grading/autograder/target/lab/lib/autograder.jar"), "");
        lab().start("__end-build").finish();

        assertThat(lab().start("list").finish().status()).isEqualTo(7);

        lab().start("__begin-build").finish();
        source("2", Instant.now());
        lab().start("__end-build").finish();

        assertThat(lab().start("list").finish().err()).contains("its sources have changed");
    }

    @Test
    @DisplayName("grades with the tool that was committed, even where that of the working copy cannot be built")
    void committed() throws IOException, InterruptedException {
        maven("! grep -q broken grading/suites/src/main/java/A.java\n");
        source("good", Instant.now());
        Files.writeString(course.resolve(".gitignore"), "target/\n");
        for (String git : List.of("init -q", "add .", "-c user.name=a -c user.email=a@b commit -qm course")) {
            List<String> command = Stream.concat(Stream.of("git"), Stream.of(git.split(" "))).toList();
            assertThat(new ProcessBuilder(command).directory(course.toFile()).start().waitFor()).isZero();
        }
        source("broken", Instant.now());

        Ran graded = lab().start("grade", "a b").finish();

        assertThat(graded.err()).contains("grading with those that were committed");
        assertThat(graded.out()).contains("-Dlab.home=" + course + "/grading/autograder/target/lab/course-")
                .endsWith(" grade a b\n");
        assertThat(lab().start("list").finish().status()).isEqualTo(2);
    }

    @Test
    @DisplayName("builds once when it is called twice at the same time")
    void buildsOnce() throws IOException {
        maven("""
                for attempt in 1 2 3 4 5 6 7 8 9; do
                    grep -q Waiting "%s"/err* && break
                    sleep 1
                done
                """.formatted(folder));
        Launched one = lab().start("list");
        Launched other = lab().start("list");

        assertThat(one.finish().status()).isEqualTo(7);
        assertThat(other.finish().status()).isEqualTo(7);
        assertThat(calls()).hasSize(1);
        assertThat(one.err() + other.err()).contains("Building", "Waiting for another ./lab");
    }

    @Test
    @DisplayName("takes over from a build that was killed")
    void staleLock() throws IOException, InterruptedException {
        maven("");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(course.resolve("grading/autograder/target/lab.lock"));
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

        assertThat(lab().start("list").finish().status()).isEqualTo(7);
        assertThat(lock).doesNotExist();
    }

    @Test
    @DisplayName("shows what Maven said when the build fails")
    void buildFails() throws IOException {
        maven("echo 'no such symbol'\nexit 1\n");

        Ran ran = lab().start("list").finish();

        assertThat(ran.err()).contains("no such symbol\n", "lab: could not build itself");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(course.resolve("grading/autograder/target/lab.lock")).doesNotExist();
    }

    @Test
    @DisplayName("says in one line that the contracts have changed, instead of all that Maven says")
    void contracts() throws IOException {
        maven("");
        lab().start("list").finish();
        Path contract = Files.createDirectories(course.resolve("labs/contracts/src/main")).resolve("A.java");
        Files.setLastModifiedTime(Files.writeString(contract, "spoilt"), FileTime.from(Instant.now().plusSeconds(1)));
        Launched.script(programs.resolve("mvn"), "echo 'no such symbol'\nexit 1\n");

        Ran ran = lab().start("list").finish();

        assertThat(ran.err().lines()).containsExactly("Building the course tool (its sources have changed) ...",
                "lab: labs/contracts has changed, and the course does not compile with it. "
                        + "Get it back: git checkout labs/contracts");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("says what to install when there is no Maven")
    void noMaven() throws IOException {
        Ran ran = lab().start("list").finish();

        assertThat(ran.err()).contains("needs Maven").hasLineCount(1);
        assertThat(ran.status()).isEqualTo(2);
    }
}
