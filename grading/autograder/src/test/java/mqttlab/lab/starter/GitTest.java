package mqttlab.lab.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Git, asked about the contracts,")
class GitTest {

    @TempDir
    private Path course;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        assertThat(new ProcessBuilder(command).directory(course.toFile()).inheritIO().start().waitFor()).isZero();
    }

    @Test
    @DisplayName("knows when one has been edited, or deleted, and does not mind new files and edits elsewhere")
    void changed() throws IOException, InterruptedException {
        Path contracts = Files.createDirectories(course.resolve("labs/contracts"));
        Files.writeString(contracts.resolve("A.java"), "interface A { }\n");
        Files.writeString(course.resolve("mine.txt"), "mine\n");
        assertThat(Git.hasChanged(contracts)).as("without a repository").isFalse();
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "All");

        Files.writeString(course.resolve("mine.txt"), "edited\n");
        Files.writeString(contracts.resolve("notes.txt"), "new\n");
        assertThat(Git.hasChanged(contracts)).isFalse();
        Files.writeString(contracts.resolve("A.java"), "interface A { void more(); }\n");
        assertThat(Git.hasChanged(contracts)).isTrue();
        git("checkout", "-q", "labs/contracts");
        assertThat(Git.hasChanged(contracts)).isFalse();
        Files.delete(contracts.resolve("A.java"));
        assertThat(Git.hasChanged(contracts)).isTrue();
        assertThat(Git.hasChanged(course.resolve("nowhere"))).isFalse();
    }
}
