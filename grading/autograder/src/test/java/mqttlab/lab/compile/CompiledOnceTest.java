package mqttlab.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Sources that have not changed")
class CompiledOnceTest {

    @TempDir
    private Path lab;

    @BeforeEach
    void source() throws IOException {
        write("class A { }");
    }

    @Test
    @DisplayName("are not compiled again")
    void unchanged() throws IOException {
        Path compiled = compiled().classes().resolve("A.class");
        byte[] mark = {1};
        Files.write(compiled, mark);
        assertThat(compiled().classes().resolve("A.class")).isEqualTo(compiled).hasBinaryContent(mark);
    }

    @Test
    @DisplayName("are no more the same when a letter is another")
    void changed() throws IOException {
        Path before = compiled().classes();
        write("class B { }");
        assertThat(compiled().classes()).isNotEqualTo(before).isDirectoryContaining("glob:**B.class")
                .isDirectoryNotContaining("glob:**A.class");
    }

    @Test
    @DisplayName("leave nothing of last week behind when they change, and nothing of yesterday is touched")
    void old() throws IOException {
        Path old = compiled().classes();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(7))));
        write("class B { }");
        Path recent = compiled().classes();
        Files.setLastModifiedTime(recent, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        write("class C { }");
        compiled();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    @DisplayName("are complained about each time")
    void complaints() throws IOException {
        write("class A { int a = b; }");
        assertThat(compiled().succeeded()).isFalse();
        assertThat(compiled().errors()).singleElement().extracting(Problem::line).isEqualTo(1L);
    }

    private Compilation compiled() {
        CompiledOnce once = CompiledOnce.of(new Project(lab, List.of()));
        Compilation compilation = once.compile();
        assertThat(compilation.classes()).isEqualTo(once.classes());
        return compilation;
    }

    private void write(String source) throws IOException {
        Path file = lab.resolve("src/main/java/A.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
