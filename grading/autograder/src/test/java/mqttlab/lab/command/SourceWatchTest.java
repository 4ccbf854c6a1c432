package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Watching sources")
class SourceWatchTest {

    @TempDir
    private Path lab;
    private Path sources;

    @BeforeEach
    void lab() throws IOException {
        sources = Files.createDirectories(lab.resolve("src/main/java"));
    }

    @Test
    @DisplayName("notices a change, also in a folder that came later")
    void notices() throws IOException {
        try (SourceWatch watch = SourceWatch.of(List.of(lab.resolve("src/main")))) {
            Path folder = Files.createDirectory(sources.resolve("news"));
            watch.awaitChange();
            CompletableFuture<Void> change = CompletableFuture.runAsync(watch::awaitChange);
            Files.writeString(folder.resolve("A.java"), "class A {}");
            assertThatCode(() -> change.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("waits as long as nothing changes, also when something beside the sources does")
    void waits() throws IOException {
        try (SourceWatch watch = SourceWatch.of(List.of(lab.resolve("src/main")))) {
            CompletableFuture<Void> change = CompletableFuture.runAsync(watch::awaitChange);
            Files.writeString(lab.resolve("notes.txt"), "not a source");
            assertThatThrownBy(() -> change.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
    }
}
