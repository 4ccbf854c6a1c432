package mqttlab.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A key")
class PartsTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is another one for another kind, name or text, and for texts that are cut elsewhere")
    void texts() {
        assertThat(List.of(new Parts("a").key(), new Parts("b").key(), new Parts("a").text("x", "yz").key(),
                new Parts("a").text("xy", "z").key(), new Parts("a").text("x", "y").text("z", "").key(),
                new Parts("a").text("z", "").text("x", "y").key())).doesNotHaveDuplicates();
        assertThat(new Parts("a").text("x", "y").key()).isEqualTo(new Parts("a").text("x", "y").key());
    }

    @Test
    @DisplayName("depends on the content, the name and the rights of each file in a folder, also on files that come and go")
    void folders() throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("deep")).resolve("A.java"), "class A {}");
        Key before = files();

        Files.writeString(file, "class B {}");
        assertThat(files()).isNotEqualTo(before);
        Files.writeString(file, "class A {}");
        assertThat(files()).isEqualTo(before);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        assertThat(files()).isNotEqualTo(before);
        assertThat(file.toFile().setExecutable(false)).isTrue();
        Files.writeString(folder.resolve("more"), "");
        assertThat(files()).isNotEqualTo(before);
        Files.move(folder.resolve("more"), folder.resolve("most"));
        Key most = files();
        Files.move(folder.resolve("most"), folder.resolve("mist"));
        assertThat(files()).isNotEqualTo(most);
    }

    private Key files() {
        return new Parts("test").files("folder", folder).key();
    }

    @Test
    @DisplayName("does not depend on where the folder is")
    void elsewhere() throws IOException {
        for (String place : List.of("here", "there")) {
            Files.writeString(Files.createDirectories(folder.resolve(place)).resolve("a"), "x");
        }
        assertThat(new Parts("t").files("f", folder.resolve("here")).key())
                .isEqualTo(new Parts("t").files("f", folder.resolve("there")).key());
    }

    @Test
    @DisplayName("depends on the classes of a class path: not on when their jar was made, but on their content and order")
    void classPath() throws IOException {
        Path one = jar("one.jar", 1_000_000_000_000L, "A.class", "aaa");
        Path later = jar("later.jar", 1_500_000_000_000L, "A.class", "aaa");
        Path other = jar("other.jar", 1_000_000_000_000L, "A.class", "aab");
        assertThat(Files.mismatch(one, later)).isNotNegative();

        assertThat(classPath(one)).isEqualTo(classPath(later));
        assertThat(List.of(classPath(one), classPath(other), classPath(one, other), classPath(other, one), classPath(folder)))
                .doesNotHaveDuplicates();
    }

    private static Key classPath(Path... entries) {
        String path = String.join(File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
        return new Parts("test").classPath("classes", path).key();
    }

    private Path jar(String name, long time, String entry, String content) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry header = new ZipEntry(entry);
            header.setTime(time);
            zip.putNextEntry(header);
            zip.write(content.getBytes(UTF_8));
            zip.closeEntry();
        }
        return jar;
    }

    @Test
    @DisplayName("depends on the machine: its JDK, its programs and the settings of the course")
    void machine() {
        assertThat(new Parts("t").machine().key()).isNotEqualTo(new Parts("t").key());
        assertThat(Machine.description())
                .contains(Runtime.version().toString(), System.getProperty("os.name"), "Docker engine answers: ");
        assertThat(Machine.has("sh")).isEqualTo(Machine.description().contains("\nsh "));
    }
}
