package mqttlab.lab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a submission")
class HandedInTest {

    private static final String HELLO = "src/main/java/hello/Hello.java";

    @TempDir
    private Path folder;

    private LabDefinition lab;

    @BeforeEach
    void lab(@TempDir Path course) {
        lab = new TinyCourse(course).only();
    }

    private Submission folderOf(String... files) {
        for (String file : files) {
            write(file, file.getBytes(StandardCharsets.UTF_8));
        }
        return new FolderSubmission("ana", folder.resolve("ana"));
    }

    private void write(String file, byte[] bytes) {
        try {
            Path path = folder.resolve("ana").resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Submission zipOf(String... files) {
        return new ZipSubmission("ana", Zips.of(folder.resolve("ana.zip"), files));
    }

    private HandedIn handedIn(Submission submission) throws UnusableSubmission {
        try (Contents contents = submission.open()) {
            return HandedIn.of(lab, contents);
        }
    }

    private void assertRefused(Submission submission, String why) {
        ThrowingCallable reading = () -> handedIn(submission);
        assertThatThrownBy(reading).isInstanceOf(UnusableSubmission.class).message().contains(why).hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("the student's own files are found, wherever the lab begins")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            src/main/java/hello/Hello.java                                                            | ''
            01-hello/src/main/java/hello/Hello.java                                                   | 01-hello/
            my work (1)/src/main/java/hello/Hello.java                                                | my work (1)/
            entrega/01-hello/src/main/java/hello/Hello.java                                           | entrega/01-hello/
            mqtt/labs/01-hello/src/main/java/hello/Hello.java                                         | mqtt/labs/01-hello/
            labs/01-hello/src/main/java/hello/Hello.java;solutions/01-hello/src/main/java/hello/A.java | labs/01-hello/
            src/main/java/hello/Hello.java;old/src/main/java/hello/Hello.java                         | ''
            x/src/main/java/hello/Hello.java;__MACOSX/x/src/main/java/hello/._Hello.java              | x/
            src/main/java/hello/Hello.java;contracts/src/main/java/other/Other.java                   | ''
            src/main/java/hello/Hello.java;.git/src/main/java/hello/Hello.java                        | ''
            """)
    void found(String files, String root) throws UnusableSubmission {
        for (Submission submission : List.of(folderOf(files.split(";")), zipOf(files.split(";")))) {
            HandedIn found = handedIn(submission);

            assertThat(found.root()).isEqualTo(root);
            assertThat(found.files()).containsOnlyKeys(HELLO);
            assertThat(found.files().get(HELLO)).asString().isEqualTo(root + HELLO);
        }
    }

    @Test
    @DisplayName("nothing else is taken, and what systems leave behind is not even listed")
    void nothingElse() throws UnusableSubmission {
        String[] files = {"a/" + HELLO, "a/pom.xml", "a/src/main/resources/META-INF/services/x", "a/target/Hello.class",
            "a/src/test/java/hello/Hello.java", "a/.DS_Store", "__MACOSX/a/._pom.xml", "a/Thumbs.db"};
        for (Submission submission : List.of(folderOf(files), zipOf(files))) {
            assertThat(handedIn(submission).files()).containsOnlyKeys(HELLO);
            try (Contents contents = submission.open()) {
                assertThat(contents.files()).containsExactlyInAnyOrder("a/" + HELLO, "a/pom.xml", "a/target/Hello.class",
                        "a/src/main/resources/META-INF/services/x", "a/src/test/java/hello/Hello.java");
            }
        }
    }

    @Test
    @DisplayName("there is nothing to take when it has no file of the lab")
    void none() throws UnusableSubmission {
        assertThat(handedIn(zipOf("notes.txt")).files()).isEmpty();
        assertThat(handedIn(folderOf("notes.txt")).files()).isEmpty();
    }

    @Test
    @DisplayName("it is not guessed which of two equal labs is meant")
    void twice() {
        assertRefused(zipOf("a/" + HELLO, "b/" + HELLO), "lab 01 is there more than once: in a/ and in b/");
    }

    @Test
    @DisplayName("too much is refused: files of more than 1 MiB, more than 200 files, names that differ only in case")
    void tooMuch() {
        write(HELLO, new byte[HandedIn.MOST_BYTES]);
        assertThat(folderOf("notes.txt")).satisfies(exactly -> assertThat(handedIn(exactly).files()).hasSize(1));
        write(HELLO, new byte[HandedIn.MOST_BYTES + 1]);
        write("big.jar", new byte[2 * HandedIn.MOST_BYTES]);

        assertRefused(folderOf("notes.txt"), HELLO + " is longer than 1024 KiB");
        assertRefused(new ZipSubmission("ana", Zips.write(folder.resolve("big.zip"),
                Map.of(HELLO, new byte[HandedIn.MOST_BYTES + 1]))), HELLO + " is longer than 1024 KiB");
        assertRefused(zipOf(Stream.iterate(0, i -> i <= HandedIn.MOST_FILES, i -> i + 1)
                .map(i -> "src/main/java/hello/A" + i + ".java").toArray(String[]::new)), "more than 200 files for lab 01");
        assertRefused(zipOf(HELLO, HELLO.toLowerCase(Locale.ROOT)), "names differ only in case");
        assertRefused(zipOf(Stream.iterate(0, i -> i <= Contents.MOST_FILES, i -> i + 1)
                .map(i -> i + "/").toArray(String[]::new)), "more than 20000 files and folders");
    }

    @Test
    @DisplayName("no more is read than 8 MiB a lab, though each file is short, and a zip would hold it in a few KiB")
    void tooMuchTogether() throws UnusableSubmission {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < HandedIn.MOST_BYTES_TOGETHER / HandedIn.MOST_BYTES; i++) {
            files.put("src/main/java/hello/A" + i + ".java", new byte[HandedIn.MOST_BYTES]);
        }
        Path zip = folder.resolve("bomb.zip");
        assertThat(handedIn(new ZipSubmission("ana", Zips.write(zip, files))).files()).hasSameSizeAs(files);
        files.put(HELLO, new byte[1]);

        assertRefused(new ZipSubmission("ana", Zips.write(zip, files)), "its files for lab 01 are longer than 8192 KiB together");
    }

    @Test
    @DisplayName("a lab is not looked for at any depth, and no path is read that is longer than anybody's")
    void tooDeep() throws UnusableSubmission {
        assertThat(handedIn(zipOf("a/".repeat(20) + HELLO)).files()).containsOnlyKeys(HELLO);
        assertThat(handedIn(zipOf("a/".repeat(21) + HELLO)).files()).isEmpty();
        assertRefused(zipOf("a/".repeat(500) + HELLO), "it has a path of more than 1000 letters");
    }

    @Nested
    @DisplayName("that is a zip")
    class Zip {

        @ParameterizedTest(name = "{0}")
        @DisplayName("an entry that would leave its folder spoils it all")
        @ValueSource(strings = {"../evil.java", "a/../../evil.java", "/etc/evil", "C:\\evil", "..\\evil", "\\evil"})
        void escape(String name) {
            assertRefused(zipOf(HELLO, name), "would be unpacked outside of its folder: " + name.replace('\\', '/'));
        }

        @Test
        @DisplayName("names are understood with backslashes, and in the code page of Windows")
        void windows() throws UnusableSubmission {
            assertThat(handedIn(zipOf("lab\\" + HELLO.replace('/', '\\'))).files()).containsOnlyKeys(HELLO);

            Path zip = Zips.write(folder.resolve("w.zip"), Map.of(HELLO, new byte[0], "año.txt", new byte[0]),
                    StandardCharsets.ISO_8859_1);
            assertThat(handedIn(new ZipSubmission("ana", zip)).files()).containsOnlyKeys(HELLO);
        }

        @ParameterizedTest(name = "{0}")
        @DisplayName("a name is the same however it is written")
        @ValueSource(strings = {"./" + HELLO, ".\\src\\main\\java\\hello\\Hello.java", "src//main/./java/hello/Hello.java",
            "a/../" + HELLO, "./lab/./" + HELLO})
        void normal(String name) throws UnusableSubmission {
            assertThat(handedIn(zipOf("./", name, "./__MACOSX/._x")).files()).containsOnlyKeys(HELLO);
            assertThat(name.contains("lab") || handedIn(zipOf(name)).root().isEmpty()).isTrue();
        }

        @Test
        @DisplayName("a name with an accent is read in the code page of Windows")
        void codePage() throws UnusableSubmission {
            String name = "src/main/java/hello/Configuración.java";
            Path zip = Zips.write(folder.resolve("w.zip"), Map.of(name, new byte[0]), Charset.forName("IBM850"));

            assertThat(handedIn(new ZipSubmission("ana", zip)).files()).containsOnlyKeys(name);
        }

        @Test
        @DisplayName("a zip with nothing but a zip in it is that one, but not a third")
        void zipInZip() throws IOException, UnusableSubmission {
            Path inner = Zips.of(folder.resolve("inner.zip"), HELLO);
            Path outer = Zips.write(folder.resolve("outer.zip"), Map.of("lab/inner.zip", Files.readAllBytes(inner)));
            Path third = Zips.write(folder.resolve("third.zip"), Map.of("outer.ZIP", Files.readAllBytes(outer)));

            assertThat(handedIn(new ZipSubmission("ana", outer)).files()).containsOnlyKeys(HELLO);
            assertThat(handedIn(new ZipSubmission("ana", third)).files()).isEmpty();
        }

        @Test
        @DisplayName("a file that is a folder, too, spoils it all")
        void fileAndFolder() {
            assertRefused(zipOf(HELLO, HELLO + "/Other.java"), "a file and a folder have the same name: " + HELLO);
        }

        @Test
        @DisplayName("a name that no file can have is none of the lab's")
        void impossibleName() throws UnusableSubmission {
            assertThat(handedIn(zipOf("src/main/java/hello/\u0000.java")).files()).isEmpty();
            assertThat(handedIn(zipOf("\u0000/" + HELLO, HELLO)).files().get(HELLO)).asString().isEqualTo(HELLO);
        }

        @Test
        @DisplayName("it is refused when it is empty, cut off, encrypted, or something else")
        void unreadable() throws IOException {
            Path zip = folder.resolve("ana.zip");
            Submission submission = new ZipSubmission("ana", zip);

            Files.write(zip, new byte[0]);
            assertRefused(submission, "the zip is empty");
            Files.writeString(zip, "Rar!");
            assertRefused(submission, "the zip cannot be read");
            Zips.of(zip, HELLO);
            Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 60));
            assertRefused(submission, "the zip cannot be read");
            Zips.of(zip, HELLO);
            Zips.encrypt(zip);
            assertRefused(submission, "the zip is encrypted");
        }

        @Test
        @DisplayName("it is refused when it is longer than any, before it is opened")
        void tooLong() throws IOException {
            Path zip = Zips.of(folder.resolve("ana.zip"), HELLO);
            try (SeekableByteChannel file = Files.newByteChannel(zip, StandardOpenOption.WRITE)) {
                file.position(200 * 1024 * 1024);
                file.write(ByteBuffer.allocate(1));
            }

            assertRefused(new ZipSubmission("ana", zip), "the zip is longer than 200 MiB");
        }

        @Test
        @DisplayName("damaged data is refused when it is read")
        void damaged() throws IOException {
            Path zip = Zips.write(folder.resolve("ana.zip"),
                    new TreeMap<>(Map.of(HELLO, "x".repeat(5000).getBytes(StandardCharsets.UTF_8))));
            byte[] bytes = Files.readAllBytes(zip);
            Arrays.fill(bytes, 30 + HELLO.length(), 30 + HELLO.length() + 8, (byte) -1);
            Files.write(zip, bytes);

            assertRefused(new ZipSubmission("ana", zip), "the zip cannot be read");
        }
    }
}
