package mqttlab.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A part that Maven builds is up to date")
class MavenBuildTest {

    @TempDir
    private Path root;
    private Path source;
    private MavenBuild build;

    @BeforeEach
    void builtAfterTheLastEdit() throws IOException {
        source = Files.createDirectories(root.resolve("part/src/main/java/hello")).resolve("Hello.java");
        Files.writeString(source, "class Hello { }");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        build = new MavenBuild(root, MavenBuild.module(root.resolve("part")).toList(),
                Files.writeString(root.resolve("built"), ""));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.toList()) {
                touch(each, 1_000);
            }
        }
        touch(build.built(), 2_000);
    }

    private static void touch(Path file, long second) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1_000));
    }

    @Test
    @DisplayName("when nothing has changed since it was built")
    void upToDate() {
        assertThat(build.isUpToDate()).isTrue();
    }

    @Test
    @DisplayName("and not when it was never built")
    void never() throws IOException {
        Files.delete(build.built());

        assertThat(build.isUpToDate()).isFalse();
    }

    @Test
    @DisplayName("and not when a source, or the root's pom.xml, is newer")
    void edited() throws IOException {
        touch(source, 3_000);
        assertThat(build.isUpToDate()).isFalse();

        touch(source, 1_000);
        touch(root.resolve("pom.xml"), 3_000);
        assertThat(build.isUpToDate()).isFalse();
    }

    @Test
    @DisplayName("or when only dates have changed since this tool had it built, and not when a source has become an older one")
    void content() throws IOException {
        build.built(() -> touch(build.built(), 2_000));
        touch(source, 9_000);
        assertThat(build.isUpToDate()).isTrue();

        Files.writeString(source, "class Hallo { }");
        touch(source, 1_000);
        assertThat(build.isUpToDate()).isFalse();
    }

    @Test
    @DisplayName("and not when a source has gone")
    void gone() throws IOException {
        Files.delete(source);

        assertThat(build.isUpToDate()).isFalse();
    }
}
