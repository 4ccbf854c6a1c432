package mqttlab.lab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.BadInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In the folder of a class")
class SubmissionsTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("each folder and each zip is a submission, in the order of the names")
    void found() throws IOException {
        Files.createDirectories(folder.resolve("bruno/src"));
        Files.createDirectories(folder.resolve("Ana García"));
        Files.createDirectories(folder.resolve("__MACOSX"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".DS_Store"), "");
        Zips.of(folder.resolve("carla.ZIP"), "a");
        Files.writeString(folder.resolve("david.rar"), "");

        Submissions found = Submissions.in(folder);

        assertThat(found.all()).extracting(Submission::student).containsExactly("Ana García", "bruno", "carla");
        assertThat(found.all().getLast()).isInstanceOf(ZipSubmission.class);
        assertThat(found.passedOver()).containsExactly("david.rar");
    }

    @Test
    @DisplayName("a folder with nothing but a zip is that zip, under the folder's name")
    void zipInFolder() throws IOException, UnusableSubmission {
        Files.createDirectories(folder.resolve("Ana García_4711_file"));
        Zips.of(folder.resolve("Ana García_4711_file/lab1.zip"), "a");

        Submission ana = Submissions.in(folder).all().getFirst();
        assertThat(ana.student()).isEqualTo("Ana García_4711_file");
        try (Contents contents = ana.open()) {
            assertThat(contents.files()).containsExactly("a");
        }
    }

    @Test
    @DisplayName("a name is written with composed letters, as in a roster, also when a Mac has written it")
    void composed() throws IOException {
        Files.createDirectories(folder.resolve("Jose\u0301 Nu\u0301n\u0303ez"));
        Zips.of(folder.resolve("Begon\u0303a.zip"), "a");

        assertThat(Submissions.in(folder).all()).extracting(Submission::student).containsExactly("Begoña", "José Núñez");
    }

    @Test
    @DisplayName("the order is that of the names as they are written, whichever machine has written them")
    void order() throws IOException {
        Files.createDirectories(folder.resolve("Begon\u0303a"));
        Files.createDirectories(folder.resolve("Begoz"));

        assertThat(Submissions.in(folder).all()).extracting(Submission::student).containsExactly("Begoz", "Begoña");
    }

    @Test
    @DisplayName("no two have the same name, also where somebody is called as we would call a second one")
    void threeOfAName() throws IOException {
        Files.createDirectories(folder.resolve("ana"));
        Files.createDirectories(folder.resolve("ana (2)"));
        Zips.of(folder.resolve("ana.zip"), "a");

        assertThat(Submissions.in(folder).all()).extracting(Submission::student).containsExactly("ana", "ana (2)", "ana (3)");
    }

    @Test
    @DisplayName("a zip beside a folder of the same name is a submission of its own")
    void sameName() throws IOException {
        Files.createDirectories(folder.resolve("ana"));
        Zips.of(folder.resolve("ana.zip"), "a");

        assertThat(Submissions.in(folder).all()).extracting(Submission::student).containsExactly("ana", "ana (2)");
    }

    @Test
    @DisplayName("there must be at least one, and there must be a folder")
    void nothing() throws IOException {
        Files.writeString(folder.resolve("ana.rar"), "");

        assertThatThrownBy(() -> Submissions.in(folder)).isInstanceOf(BadInput.class).hasMessageContaining("no submissions in");
        assertThatThrownBy(() -> Submissions.in(folder.resolve("ana.rar"))).isInstanceOf(BadInput.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> Submissions.in(folder.resolve("gone"))).isInstanceOf(BadInput.class)
                .hasMessageContaining("does not exist");
    }
}
