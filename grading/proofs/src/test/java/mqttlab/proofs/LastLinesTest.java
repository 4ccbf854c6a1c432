package mqttlab.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The last lines of a build")
class LastLinesTest {

    private static final String NOW = "2026-11-27T12:00:00Z";

    @TempDir
    private Path folder;

    private Notes notes() {
        return new Notes(Optional.of(Notes.file(folder, NOW)));
    }

    private List<String> lines() throws IOException {
        return LastLines.of(LastLines.read(folder, NOW), true, true);
    }

    @Test
    @DisplayName("are one when everything was proved, and none when there was nothing to prove")
    void everything() throws IOException {
        assertThat(lines()).isEmpty();
        notes().proved("test classes", "A");
        assertThat(lines()).containsExactly("Proved: 1 of 1 test classes. None was flaky.");
    }

    @Test
    @DisplayName("count what the store answered")
    void known() throws IOException {
        Notes notes = notes();
        notes.known("test classes", "A");
        notes.proved("test classes", "B");
        notes.known("mutants", "a");
        notes.known("mutants", "b");
        assertThat(lines()).containsExactly("Proved: 0 of 2 mutants, 1 of 2 test classes; the others before, from the same "
                + "sources (LAB_PROOFS=off proves all). None was flaky.");
    }

    @Test
    @DisplayName("count what was not run by its reasons, the most frequent first, and not without end")
    void notRun() throws IOException {
        notes().notRun("A, b", "there is no Chromium\nhere");
        notes().notRun("A, c", "Assumption failed: there is no nc");
        notes().notRun("A, d", "not run: there is no nc");
        assertThat(lines()).containsExactly("Not run: 2, since there is no nc", "Not run: 1, since there is no Chromium here");

        IntStream.range(0, 9).forEach(each -> notes().notRun("A", "there is no " + each));
        assertThat(lines()).hasSize(5).last().asString()
                .isEqualTo("Not run, for 7 more reasons: see target/proofs of the modules");
    }

    @Test
    @DisplayName("name each flaky verdict, and each problem once")
    void flaky() throws IOException {
        notes().proved("mutants", "slash");
        notes().flaky("mutant slash", "passed survives first");
        notes().problem("the proofs cannot be read");
        notes().problem("the proofs cannot be read");
        assertThat(lines()).containsExactly("Proved: 1 of 1 mutants.", "Flaky: mutant slash: passed survives first",
                "Mind: the proofs cannot be read");
    }

    @Test
    @DisplayName("say which brokers nobody met")
    void brokers() {
        assertThat(LastLines.of(List.of(), false, true))
                .containsExactly("Not met here: Mosquitto in a container, for there is no Docker engine.");
        assertThat(LastLines.of(List.of(), false, false)).singleElement().asString()
                .contains("no Docker engine; Mosquitto as a process");
    }

    @Test
    @DisplayName("say nothing of the build before")
    void before() throws IOException {
        Notes old = new Notes(Optional.of(Notes.file(folder, "2026-11-27T11:00:00Z")));
        old.flaky("mutant slash", "once");
        assertThat(lines()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("are said once, by whichever module ends last")
    void ended() throws IOException {
        List<Path> modules = List.of(folder.resolve("a"), folder.resolve("b"));

        assertThat(LastLines.isLastToEnd(modules.getLast(), modules, NOW)).isFalse();
        assertThat(LastLines.isLastToEnd(modules.getFirst(), modules, "2026-11-27T11:00:00Z")).isFalse();
        assertThat(LastLines.isLastToEnd(modules.getFirst(), modules, NOW)).isTrue();
        assertThat(LastLines.isLastToEnd(modules.getLast(), modules, NOW)).isFalse();
    }

    @Test
    @DisplayName("are about the modules of the build, which Maven lists")
    void modules() {
        assertThat(LastLines.modules("[MavenProject: mqttlab:mqttlab:1-SNAPSHOT @ /home/ana/my course/pom.xml, "
                + "MavenProject: mqttlab:testkit:1-SNAPSHOT @ /home/ana/my course/grading/testkit/pom.xml]"))
                .containsExactly(Path.of("/home/ana/my course"), Path.of("/home/ana/my course/grading/testkit"));
    }
}
