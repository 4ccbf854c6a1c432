package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("lab snapshot broker")
class SnapshotTest {

    private static final String BROKER = "solutions/broker/";
    private static final String TABLE = BROKER + "stages.yaml";
    private static final String MAIN = "src/main/java/mqttlab/broker/Main.java";
    private static final String EARLY_MAIN = "src/test/java/mqttlab/broker/EarlyMain.java";

    private TinyCourse course;
    private Path folder;

    @BeforeEach
    void broker(@TempDir Path root) {
        course = new TinyCourse(root);
        folder = root.resolve("state");
        course.write(TABLE, """
                starter:
                  early: [Main.java]
                00-bytes:
                  reference: [codec/Bytes.java]
                02-more:
                  reference: [Main.java]
                03-all:
                  reference: all
                """);
        course.write(BROKER + MAIN, "class Main {\n}\n");
        course.write(BROKER + MAIN.replace("Main.java", "codec/Bytes.java"), "class Bytes {\n}\n");
        course.write(BROKER + MAIN.replace("Main.java", "Late.java"), "class Late {\n}\n");
        course.write(BROKER + EARLY_MAIN, """
                class EarlyMain {
                    void a() {
                        // lab:task 1 Do
                        b();
                        // lab:end
                    }
                }
                """);
        course.write(BROKER + "src/main/resources/META-INF/services/a.B", "a.C\n");
    }

    private Ran snapshot(String stage) {
        return course.lab("snapshot", "broker", stage, folder.toString());
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "00-bytes"})
    @DisplayName("writes the files of the stage and of those before it, with their tasks solved")
    void writes(String stage) throws IOException {
        Ran ran = snapshot(stage);

        String said = "wrote the broker after stage 00-bytes to " + folder + " (3 files)" + System.lineSeparator();
        assertThat(ran).isEqualTo(new Ran(0, said, ""));
        assertThat(read(MAIN)).isEqualTo("class Main {\n    void a() {\n        b();\n    }\n}\n");
        assertThat(read("src/main/resources/META-INF/services/a.B")).isEqualTo("a.C\n");
        assertThat(folder.resolve("src/main/java/mqttlab/broker/codec/Bytes.java")).exists();
    }

    @Test
    @DisplayName("has the reference's file in place of an early one from the stage that brings it, and at last all of them")
    void replaced() throws IOException {
        assertThat(snapshot("02").status()).isZero();
        assertThat(read(MAIN)).isEqualTo("class Main {\n}\n");
        folder = folder.resolveSibling("last");

        assertThat(snapshot("03").status()).isZero();
        assertThat(folder.resolve("src/main/java/mqttlab/broker/Late.java")).exists();
    }

    @Test
    @DisplayName("brings all files of a folder, too")
    void folders() {
        course.write(TABLE, course.read(TABLE).replace("[codec/Bytes.java]", "[codec]"));

        assertThat(snapshot("00").out()).contains("(3 files)");
        assertThat(folder.resolve("src/main/java/mqttlab/broker/codec/Bytes.java")).exists();
    }

    @Test
    @DisplayName("writes nothing into a folder where something is, and takes an empty one")
    void inTheWay() throws IOException {
        Files.createDirectories(folder);
        assertThat(snapshot("00").status()).isZero();

        Ran again = snapshot("02");

        assertThat(again.err()).hasLineCount(1)
                .contains("lab: " + folder + " is there already: give a folder that does not exist, or that is empty");
        assertThat(again.status()).isEqualTo(2);
        assertThat(read(MAIN)).contains("void a()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "9", "starter", "x"})
    @DisplayName("says which stages there are")
    void unknown(String stage) {
        Ran ran = snapshot(stage);

        assertThat(ran.err()).hasLineCount(1)
                .contains("lab: there is no stage '" + stage + "' of the broker. There are: 00-bytes, 02-more, 03-all");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(folder).doesNotExist();
    }

    @Test
    @DisplayName("knows that nothing else has stages, and that students get no reference")
    void nothingElse() throws IOException {
        assertThat(course.lab("snapshot", "01", "00", folder.toString()).err())
                .contains("there is no '01' with stages, only the broker");
        Files.delete(course.root().resolve(TABLE));
        assertThat(snapshot("00").err()).contains("there is no reference broker to take a stage from");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("finds fault with the table, with its line:")
    @CsvSource(delimiter = '|', textBlock = """
            early: [Main.java]           | early: [Mian.java]              | 2: there is no file
            reference: [Main.java]       | reference: [Router.java]        | 6: there is no file
            reference: [Main.java]       | early: [Main.java]              | 6: Main.java is there already
            reference: [Main.java]       | reference: [codec/Bytes.java]   | 6: codec/Bytes.java is there already
            reference: [Main.java]       | files: [Main.java]              | 6: files are 'early' or 'reference', and not 'files'
            reference: [Main.java]       | reference: Main.java            | 6: expected a list of files
            reference: [Main.java]       | reference: [[Main.java]]        | 6: expected a file such as Main.java
            reference: all               | early: all                      | 8: expected a list of files
            starter:                     | 00-hello:                       | 1: the first row, and no other, is the starter's
            02-more:                     | 00-more:                        | 5: the row '00-more' must come before '00-bytes'
            02-more:                     | more:                           | 5: a row is 'starter' or a stage such as 03-filters, and not 'more'
            reference: [Main.java]       | reference: [Main.java           | 7: this is not YAML
            """)
    void wrongTable(String right, String wrong, String message) {
        course.write(TABLE, course.read(TABLE).replace(right, wrong));

        Ran ran = snapshot("00");

        assertThat(ran.err()).hasLineCount(1).contains("stages.yaml:" + message);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(folder).doesNotExist();
    }

    @Test
    @DisplayName("takes a stage that is not in the table for one that brings no file: it is as the row before leaves it")
    void withoutRow() throws IOException {
        course.write("broker-from-scratch/stages/01-none.yaml", course.read(TinyCourse.LAB + "lab.yaml"))
                .write("broker-from-scratch/stages/99-last.yaml", course.read(TinyCourse.LAB + "lab.yaml"));

        assertThat(snapshot("01").out()).contains("wrote the broker after stage 01-none", "(3 files)");
        assertThat(read(MAIN)).contains("void a()");
        folder = folder.resolveSibling("last");
        assertThat(snapshot("99").status()).isZero();
        assertThat(folder.resolve("src/main/java/mqttlab/broker/Late.java")).exists();
        assertThat(snapshot("x").err()).contains("There are: 00-bytes, 01-none, 02-more, 03-all, 99-last");
    }

    @Test
    @DisplayName("finds fault with a stage that the table and its manifest call differently")
    void twoNames() {
        course.write("broker-from-scratch/stages/02-other.yaml", course.read(TinyCourse.LAB + "lab.yaml"));

        assertThat(snapshot("00").err())
                .contains("stages.yaml has a row '02-more', and the manifest of that stage is 02-other.yaml");
    }

    @Test
    @DisplayName("finds fault with a marker, with its file and line")
    void wrongMarker() {
        String early = BROKER + EARLY_MAIN;
        course.write(early, course.read(early).replace("lab:end", "lab:edn"));

        assertThat(snapshot("00").err()).contains("src/test/java/mqttlab/broker/EarlyMain.java:5: there is no marker 'lab:edn'");
    }

    @Test
    @DisplayName("and lab sync make their starters from the same files")
    void starter() {
        course.write("broker-from-scratch/stages/00-bytes.yaml", course.read(TinyCourse.LAB + "lab.yaml"));

        assertThat(course.lab("sync").out()).contains("wrote   broker-from-scratch/src/main/java/mqttlab/broker/Main.java");
        assertThat(course.read("broker-from-scratch/" + MAIN)).contains("// TODO stage 00, task 1: Do",
                "\"Stage 00, task 1 is still to be written: Do \"", "\"(broker-from-scratch/stages/00-bytes.adoc)\"");
        assertThat(course.has("broker-from-scratch/src/main/java/mqttlab/broker/codec/Bytes.java")).isFalse();
        assertThat(course.lab("sync", "--check")).isEqualTo(new Ran(0, "", ""));
    }
}
