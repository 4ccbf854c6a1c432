package mqttlab.lab.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The pristine course")
class PristineTest {

    private static final String STARTER = TinyCourse.LAB + TinyCourse.HELLO;

    @TempDir
    private Path folder;

    private TinyCourse course;

    @BeforeEach
    void course() {
        course = new TinyCourse(folder.resolve("curso (1) [é] #$%"))
                .write(STARTER, "committed").write(".gitignore", "target/\n").write("grading/suites/src/main/java/S.java", "");
    }

    private void git(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 5];
        System.arraycopy(new String[] {"git", "-c", "user.name=a", "-c", "user.email=a@b"}, 0, command, 0, 5);
        System.arraycopy(words, 0, command, 5, words.length);
        Process git = new ProcessBuilder(command).directory(course.root().toFile()).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes());
        assertThat(git.waitFor()).as(said).isZero();
    }

    private void commit() throws IOException, InterruptedException {
        git("init", "-q");
        git("add", ".");
        git("commit", "-qm", "course");
    }

    @Test
    @DisplayName("is what was committed, whatever has been changed, added or deleted since")
    void committed() throws IOException, InterruptedException {
        commit();
        course.write(STARTER, "edited").write(TinyCourse.LAB + "src/main/java/hello/Stray.java", "stray");
        Files.delete(course.root().resolve(TinyCourse.SOLUTION + TinyCourse.HELLO));

        Pristine pristine = Pristine.of(course.root());

        assertThat(pristine.isCopy()).isTrue();
        assertThat(pristine.root().resolve(STARTER)).hasContent("committed");
        assertThat(pristine.root().resolve(STARTER).resolveSibling("Stray.java")).doesNotExist();
        assertThat(pristine.root().resolve(TinyCourse.SOLUTION + TinyCourse.HELLO)).exists();
        assertThat(Pristine.of(course.root())).as("written once").isEqualTo(pristine);
        assertThat(Pristine.of(pristine.root()).isCopy()).as("itself").isFalse();
    }

    @Test
    @DisplayName("is another one after the next commit")
    void nextCommit() throws IOException, InterruptedException {
        commit();
        Path before = Pristine.of(course.root()).root();
        course.write(STARTER, "edited");
        git("commit", "-qam", "edit");

        assertThat(Pristine.of(course.root()).root()).isNotEqualTo(before);
        assertThat(Pristine.of(course.root()).root().resolve(STARTER)).hasContent("edited");
    }

    @Test
    @DisplayName("is the folder as it is where there is no git, and where a repository knows nothing of it")
    void released() throws IOException, InterruptedException {
        assertThat(Pristine.of(course.root())).isEqualTo(new Pristine(course.root(), false));

        git("init", "-q");
        assertThat(Pristine.of(course.root())).isEqualTo(new Pristine(course.root(), false));
    }

    @Test
    @DisplayName("has a tool of its own only where contracts, suites or tool have been changed")
    void tool() throws IOException, InterruptedException {
        commit();
        course.write(STARTER, "edited").write("grading/suites/target/x", "").write("grading/suites/src/test/java/T.java", "");
        assertThat(Pristine.isToolOf(course.root())).isTrue();

        course.write("grading/suites/src/main/java/S.java", "edited");
        assertThat(Pristine.isToolOf(course.root())).isFalse();
    }
}
