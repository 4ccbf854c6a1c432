package mqttlab.lab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.BadInput;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bea has done the work, and ana's submission points at it. */
@DisplayName("What lies outside of a submission is not read")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there, and there are neither pipes nor such names")
@Timeout(60)
class LinksTest {

    private static final String HELLO = "src/main/java/hello/Hello.java";
    private static final String IS_LINK = " is a symbolic link, and none is followed";

    @TempDir
    private Path folder;

    private LabDefinition lab;
    private Path ana;

    @BeforeEach
    void twoStudents(@TempDir Path course) throws IOException {
        String manifest = Files.readString(new TinyCourse(course).root().resolve(TinyCourse.LAB + "lab.yaml"));
        lab = new TinyCourse(course).write(TinyCourse.LAB + "lab.yaml",
                manifest.replace("src/main/java/**", "src/main/java/**.java\n  - src/main/resources/**")).only();
        folder = folder.toRealPath();
        ana = folder.resolve("class/ana");
        Files.createDirectories(ana);
        Files.writeString(ana.resolve("notes.txt"), "mine");
        write(folder.resolve("class/bea").resolve(HELLO), "bea's");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void link(Path link, String target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private Submission of(String student) {
        List<Submission> all = Submissions.in(folder.resolve("class")).all();
        return all.stream().filter(each -> each.student().equals(student)).findFirst().orElseThrow();
    }

    private HandedIn handedIn(String student) throws UnusableSubmission {
        try (Contents contents = of(student).open()) {
            return HandedIn.of(lab, contents);
        }
    }

    private void assertRefused(String student, String why) {
        assertThatThrownBy(() -> handedIn(student)).isInstanceOf(UnusableSubmission.class).hasMessage(why);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("over a link in the place of a source, of a resource, or of a folder of them")
    @CsvSource({"src/main/java/hello/Other.java, ../../../../../bea/src/main/java/hello/Hello.java",
        "src/main/java/hello/Other.java, Hello.java", "src/main/java/hello/Other.java, nowhere",
        "src/main/java/hello/Other.java, /nowhere", "src/main/java/words, ../../../../bea/src/main/java/hello",
        "src/main/resources, /nowhere", "src/main/resources/META-INF/services/hello.Hello, /nowhere"})
    void placeOfSource(String link, String target) throws IOException {
        write(ana.resolve(HELLO), "mine");
        link(ana.resolve(link), target);

        assertRefused("ana", link + IS_LINK + ": hand in what it stands for");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("over a link above the lab, which is then not there")
    @CsvSource({"src, ../bea/src", "src/main, ../../bea/src/main", "src/main/java/hello, ../../../../bea/src/main/java/hello",
        "work, ../bea", "src/main/java/hello/Hello.java, ../../../../../bea/src/main/java/hello/Hello.java", "work, ."})
    void aboveTheLab(String link, String target) throws IOException, UnusableSubmission {
        link(ana.resolve(link), target);

        assertThat(handedIn("ana").files()).isEmpty();
        try (Contents contents = of("ana").open()) {
            assertThat(contents.files()).containsExactly("notes.txt");
            assertThat(contents.unread()).containsOnlyKeys(link);
        }
    }

    @Test
    @DisplayName("but links that have nothing to do with the lab harm nobody, and are listed")
    void unrelated() throws IOException, UnusableSubmission {
        write(ana.resolve("lab/" + HELLO), "mine");
        link(ana.resolve("lab/node_modules"), "../../nowhere");
        link(ana.resolve("lab/venv/bin/python"), "../../../../nowhere");
        link(ana.resolve("src/main/java/hello"), "nowhere");

        assertThat(handedIn("ana").files().get(HELLO)).asString().isEqualTo("mine");
        try (Contents contents = of("ana").open()) {
            assertThat(contents.unread()).containsOnlyKeys("lab/node_modules", "lab/venv/bin/python", "src/main/java/hello")
                    .containsValue("a symbolic link, and none is followed");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("over a link that is the submission itself, be it called a folder or a zip")
    @CsvSource({"eve, bea", "eve, ../outside", "eve, ana", "eve, nowhere", "eve.zip, bea.zip",
        "eve.zip, ../outside.zip", "eve.ZIP, bea"})
    void submission(String link, String target) throws IOException {
        Zips.of(folder.resolve("class/bea.zip"), HELLO);
        Zips.of(folder.resolve("outside.zip"), HELLO);
        write(folder.resolve("outside").resolve(HELLO), "theirs");
        link(folder.resolve("class").resolve(link), target);

        assertRefused("eve", "the submission" + IS_LINK);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("over a linked zip in a student's folder, alone or in a linked folder")
    @CsvSource({"x.zip, ../bea.zip", "x.zip, ../../outside.zip", "sub, ../zips"})
    void linkedZip(String link, String target) throws IOException, UnusableSubmission {
        Files.delete(ana.resolve("notes.txt"));
        Zips.of(folder.resolve("class/bea.zip"), HELLO);
        Zips.of(folder.resolve("outside.zip"), HELLO);
        Files.createDirectories(folder.resolve("class/zips"));
        Zips.of(folder.resolve("class/zips/x.zip"), HELLO);
        link(ana.resolve(link), target);

        assertThat(handedIn("ana").files()).isEmpty();
    }

    @Test
    @DisplayName("over a link in a zip, which is known for what it is, and not taken for a file with a path in it")
    void linkInZip() throws IOException, UnusableSubmission {
        Path zip = Zips.of(folder.resolve("class/eve.zip"), "lab/" + HELLO, "lab/src/main/java/hello/Other.java",
                "lab/node_modules/.bin/x", "lab/lib", "a.zip");
        Zips.mode(zip, "lab/" + HELLO, 0100644);
        Zips.mode(zip, "lab/lib", Zips.LINK);
        Zips.mode(zip, "lab/node_modules/.bin/x", Zips.LINK);
        try (Contents contents = of("eve").open()) {
            assertThat(contents.unread()).containsOnlyKeys("lab/lib").containsValue("a symbolic link, and none is followed");
            assertThat(contents.files()).containsExactly("a.zip", "lab/" + HELLO, "lab/src/main/java/hello/Other.java");
            assertThat(HandedIn.of(lab, contents).files()).hasSize(2);
        }
        Zips.mode(zip, "lab/src/main/java/hello/Other.java", Zips.LINK);

        assertRefused("eve", "lab/src/main/java/hello/Other.java" + IS_LINK + ": hand in what it stands for");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("and a zip whose table of contents lies is no link's, and no accident")
    @ValueSource(ints = {4, 8, 12, 16, 20})
    void tableThatLies(int at) throws IOException {
        Path zip = Zips.of(folder.resolve("class/eve.zip"), HELLO);
        byte[] bytes = Files.readAllBytes(zip);
        for (int value : new int[] {0x00, 0x01, 0x7f, 0xff}) {
            byte[] spoilt = bytes.clone();
            for (int i = 0; i < Math.min(4, 22 - at); i++) {
                spoilt[bytes.length - 22 + at + i] = (byte) value;
            }
            Files.write(zip, spoilt);

            assertThatCode(() -> ZipLinks.in(zip)).doesNotThrowAnyException();
            assertThatCode(() -> handedIn("eve")).satisfiesAnyOf(none -> assertThat(none).isNull(),
                    refused -> assertThat(refused).isInstanceOf(UnusableSubmission.class));
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("nor what comes into the place of a file or of a folder while it is graded")
    @ValueSource(strings = {"src", "src/main/java", HELLO})
    void exchanged(String path) throws IOException, UnusableSubmission {
        write(ana.resolve(HELLO), "mine");
        try (Contents contents = of("ana").open()) {
            Files.move(ana.resolve(path), folder.resolve("moved"));
            Files.createSymbolicLink(ana.resolve(path), folder.resolve("class/bea").resolve(path));

            assertThatThrownBy(() -> contents.read(HELLO, 100)).isInstanceOf(UnusableSubmission.class)
                    .hasMessage(HELLO + " is not where it was: there is a symbolic link in its place");
        }
    }

    @Test
    @DisplayName("a backslash in the name of a file is a letter, and leads nowhere")
    void backslash() throws IOException, UnusableSubmission {
        String away = folder.resolve("class/bea").toString().replace('/', '\\');
        write(ana.resolve(away + "\\src\\main\\java\\hello\\Hello.java"), "mine");
        write(ana.resolve("src\\main\\java\\hello\\Hello.java"), "mine");
        assertThat(handedIn("ana").files()).isEmpty();

        write(ana.resolve(HELLO), "mine");
        write(ana.resolve("src/main/java/hello/x\\..\\..\\..\\..\\..\\..\\bea\\src\\main\\java\\hello\\Hello.java"), "mine");
        assertThat(handedIn("ana").files()).hasSize(2)
                .allSatisfy((name, bytes) -> assertThat(bytes).asString().isEqualTo("mine"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("nobody waits for what comes out of a pipe, wherever it lies")
    @ValueSource(strings = {"class/ana/src/main/java/hello/Other.java", "class/ana/x.zip", "class/eve.zip", "class/eve"})
    void pipe(String pipe) throws IOException, InterruptedException, UnusableSubmission {
        write(ana.resolve(HELLO), "mine");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve(pipe).toString()).inheritIO().start().waitFor()).isZero();

        switch (pipe) {
            case "class/ana/src/main/java/hello/Other.java" -> assertRefused("ana",
                    "src/main/java/hello/Other.java is neither a file nor a folder: hand in what it stands for");
            case "class/eve.zip" -> assertRefused("eve", "the submission is neither a file nor a folder");
            case "class/eve" -> assertThat(Submissions.in(folder.resolve("class")).passedOver()).containsExactly("eve");
            default -> assertThat(handedIn("ana").files()).containsOnlyKeys(HELLO);
        }
    }

    @Test
    @DisplayName("a folder with more than anybody could want is not walked to its end")
    void tooMuch() throws IOException {
        Files.createDirectories(ana.resolve("a".repeat(200) + ("/" + "a".repeat(200)).repeat(5)));

        assertRefused("ana", "it has a path of more than 1000 letters");
    }

    @Test
    @DisplayName("and a working copy is checked as it would be graded")
    void workingCopy() throws IOException {
        write(lab.folder().resolve(HELLO), "mine");
        link(lab.folder().resolve("src/main/java/hello/Other.java"), "Hello.java");

        assertThatThrownBy(() -> WorkingCopy.of(lab)).isInstanceOf(BadInput.class).hasMessage("lab 01 could not be graded: "
                + "src/main/java/hello/Other.java" + IS_LINK + ": hand in what it stands for");
    }

    @Test
    @DisplayName("while the folder of the class is the instructor's, and may be linked")
    void linkedClass() throws IOException, UnusableSubmission {
        link(folder.resolve("elsewhere/monday"), "../class");

        List<Submission> found = Submissions.in(folder.resolve("elsewhere/monday")).all();
        try (Contents contents = found.getLast().open()) {
            assertThat(HandedIn.of(lab, contents).files().get(HELLO)).asString().isEqualTo("bea's");
        }
    }
}
